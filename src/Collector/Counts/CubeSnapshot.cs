using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// The cube's leaves and knowledge in a file, so that a start reads only the tail of the change log. Format: docs/formats/cube-snapshot.md.
/// Leaves go in as raw as the log, by their codes: the file fits whatever the catalogue says, as long as the calendar cuts time in the same way.
/// </summary>
internal static class CubeSnapshot
{
    private const int HashBytes = 32;
    private static ReadOnlySpan<byte> Magic => "TBCUBE02"u8;

    /// <summary>Writes a file beside the old one, to disk, and then in its place.</summary>
    /// <returns>Bytes written.</returns>
    public static long Write(string path, CubeState state)
    {
        string? folder = Path.GetDirectoryName(path);
        if (!string.IsNullOrEmpty(folder))
        {
            Directory.CreateDirectory(folder);
        }

        string beside = path + ".new";
        long length;
        using (FileStream file = new(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            using SHA256 hash = SHA256.Create();
            using (CryptoStream hashed = new(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            using (BufferedStream buffered = new(hashed, 1 << 16))
            using (BinaryWriter writer = new(buffered, Encoding.UTF8))
            {
                WriteBody(writer, state);
            }

            file.Write(hash.Hash!); // not null: the crypto stream is finished
            file.Flush(flushToDisk: true);
            length = file.Length;
        }

        File.Move(beside, path, overwrite: true);
        return length;
    }

    /// <summary>Reads a file into a state that still has to be settled.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another format or of another calendar; the message says which.</exception>
    public static CubeState Read(string path, Catalogue catalogue, CubeCalendar calendar, SeriesRegistry series, long nowSecond, int layerFrom)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        CheckHash(file);
        file.Position = 0;
        using BinaryReader reader = new(new BufferedStream(file, 1 << 16), Encoding.UTF8);
        try
        {
            return ReadBody(reader, catalogue, calendar, series, nowSecond, layerFrom);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("its content does not follow the format", exception);
        }
    }

    private static void CheckHash(FileStream file)
    {
        if (file.Length < Magic.Length + HashBytes)
        {
            throw new InvalidDataException("it is too short");
        }

        Span<byte> magic = stackalloc byte[Magic.Length];
        file.ReadExactly(magic);
        if (!magic.SequenceEqual(Magic))
        {
            throw new InvalidDataException("it has another format");
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(magic);
        byte[] buffer = new byte[1 << 16];
        for (long left = file.Length - HashBytes - Magic.Length; left > 0;)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                throw new InvalidDataException("it ends early");
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        byte[] stored = new byte[HashBytes];
        file.ReadExactly(stored);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(stored))
        {
            throw new InvalidDataException("its checksum is wrong");
        }
    }

    private static void WriteBody(BinaryWriter writer, CubeState state)
    {
        writer.Write(Magic);
        writer.Write(state.Calendar.Fingerprint);
        writer.Write(state.Head.Version);
        writer.Write(state.Head.RecordedAt.ToUnixTimeTicks());
        writer.Write(state.Head.Entries);
        writer.Write(state.Head.Sum);
        writer.Write(state.OutsideCalendar);
        WriteKnowledge(writer, state.Knowledge);
        WriteLateness(writer, state.Lateness);
        writer.Write7BitEncodedInt(state.Nodes.Leaves.Count);
        foreach ((int handle, CountStore store) in state.Nodes.Leaves)
        {
            SeriesKey key = state.Book.Series[handle];
            writer.Write(key.Source);
            writer.Write(key.Metric);
            writer.Write(key.Category);
            writer.Write(key.Unit);
            WriteSigned(writer, store.Records);
            WriteCorrections(writer, store);
            WriteLeaf(writer, state, store, state.Figures.Find(handle));
        }

        writer.Write7BitEncodedInt(state.Future.All.Count);
        foreach (((int handle, long second), long delta) in state.Future.All)
        {
            SeriesKey key = state.Book.Series[handle];
            writer.Write(key.Source);
            writer.Write(key.Metric);
            writer.Write(key.Category);
            writer.Write(key.Unit);
            WriteSigned(writer, second);
            WriteSigned(writer, delta);
        }
    }

    private static CubeState ReadBody(BinaryReader reader, Catalogue catalogue, CubeCalendar calendar, SeriesRegistry series, long nowSecond, int layerFrom)
    {
        reader.ReadBytes(Magic.Length);
        if (reader.ReadString() != calendar.Fingerprint)
        {
            throw new InvalidDataException("the catalogue's calendar was changed since");
        }

        CubeState state = new(catalogue, calendar, series, layerFrom)
        {
            Head = new VersionMark(reader.ReadInt64(), Instant.FromUnixTimeTicks(reader.ReadInt64()), reader.ReadInt32(), reader.ReadInt64()),
            OutsideCalendar = reader.ReadInt64(),
        };
        ReadKnowledge(reader, state.Knowledge);
        ReadLateness(reader, state.Lateness);
        if (!state.Lateness.Fits(catalogue))
        {
            throw new InvalidDataException("how late a source may be was changed in the catalogue since");
        }

        int leaves = reader.Read7BitEncodedInt();
        for (int i = 0; i < leaves; i++)
        {
            int handle = series.GetOrAdd(ReadKey(reader));
            CountStore store = state.Nodes.LeafOrNew(handle);
            store.Records = ReadSigned(reader);
            ReadCorrections(reader, store);
            ReadLeaf(reader, state, handle, store);
        }

        int future = reader.Read7BitEncodedInt();
        for (int i = 0; i < future; i++)
        {
            int handle = series.GetOrAdd(ReadKey(reader));
            state.Future.Add(handle, ReadSigned(reader), ReadSigned(reader));
        }

        state.Future.Prune(nowSecond);
        return state;
    }

    private static SeriesKey ReadKey(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());

    private static void WriteKnowledge(BinaryWriter writer, KnowledgeBook knowledge)
    {
        writer.Write7BitEncodedInt(knowledge.Sources.Count);
        foreach ((string id, SourceKnowledge source) in knowledge.Sources)
        {
            writer.Write(id);
            WriteSteps(writer, source.FirstEvent);
            WriteSteps(writer, source.LastHeard);
        }

        writer.Write7BitEncodedInt(knowledge.Pairs.Count);
        foreach (((string source, string metric), PairKnowledge pair) in knowledge.Pairs)
        {
            writer.Write(source);
            writer.Write(metric);
            writer.Write(pair.FirstEventVersion);
        }
    }

    private static void ReadKnowledge(BinaryReader reader, KnowledgeBook knowledge)
    {
        int sources = reader.Read7BitEncodedInt();
        for (int i = 0; i < sources; i++)
        {
            SourceKnowledge source = knowledge.SourceOrNew(reader.ReadString());
            ReadSteps(reader, source.FirstEvent);
            ReadSteps(reader, source.LastHeard);
        }

        int pairs = reader.Read7BitEncodedInt();
        for (int i = 0; i < pairs; i++)
        {
            knowledge.PairOrNew(reader.ReadString(), reader.ReadString()).FirstEventVersion = reader.ReadInt64();
        }
    }

    private static void WriteLateness(BinaryWriter writer, LatenessRule lateness)
    {
        writer.Write7BitEncodedInt(lateness.Sources.Count);
        foreach ((string source, SourceTerms terms) in lateness.Sources)
        {
            writer.Write(source);
            WriteSigned(writer, terms.FirstDelivery);
            WriteSigned(writer, terms.LateAfter ?? -1);
        }
    }

    private static void ReadLateness(BinaryReader reader, LatenessRule lateness)
    {
        int sources = reader.Read7BitEncodedInt();
        for (int i = 0; i < sources; i++)
        {
            string source = reader.ReadString();
            long first = ReadSigned(reader), lateAfter = ReadSigned(reader);
            lateness.Restore(source, new SourceTerms(first, lateAfter < 0 ? null : lateAfter));
        }
    }

    private static void WriteCorrections(BinaryWriter writer, CountStore store)
    {
        List<(int Day, CorrectionTally Tally)> days = [];
        store.ForEachCorrection((day, tally) => days.Add((day, tally)));
        writer.Write7BitEncodedInt(days.Count);
        int last = 0;
        foreach ((int day, CorrectionTally tally) in days)
        {
            WriteSigned(writer, day - last);
            WriteSigned(writer, tally.LateEntries);
            WriteSigned(writer, tally.Reclassified);
            last = day;
        }
    }

    private static void ReadCorrections(BinaryReader reader, CountStore store)
    {
        int days = reader.Read7BitEncodedInt(), day = 0;
        for (int i = 0; i < days; i++)
        {
            day = checked(day + (int)ReadSigned(reader));
            store.AddCorrection(day, checked((int)ReadSigned(reader)), checked((int)ReadSigned(reader)));
        }
    }

    private static void WriteSteps(BinaryWriter writer, StepLog log)
    {
        writer.Write7BitEncodedInt(log.Steps.Count);
        foreach ((long version, int hour) in log.Steps)
        {
            WriteSigned(writer, version);
            WriteSigned(writer, hour);
        }
    }

    private static void ReadSteps(BinaryReader reader, StepLog log)
    {
        int count = reader.Read7BitEncodedInt();
        for (int i = 0; i < count; i++)
        {
            log.Add(ReadSigned(reader), checked((int)ReadSigned(reader)));
        }
    }

    private static void WriteLeaf(BinaryWriter writer, CubeState state, CountStore store, LeafFigures? figures)
    {
        // What stands over the events of a series with figures is worked out again on reading.
        List<(int Hour, long Count)> hours = [];
        if (figures is null)
        {
            store.ForEachHour(state.Calendar, (hour, count) => hours.Add((hour, count)));
        }
        else
        {
            for (int i = 0; i < figures.Events.Count; i++)
            {
                hours.Add((figures.Events.KeyAt(i), figures.Events.ValueAt(i)));
            }
        }

        writer.Write7BitEncodedInt(hours.Count);
        int last = 0;
        foreach ((int hour, long count) in hours)
        {
            WriteSigned(writer, hour - last);
            WriteSigned(writer, count);
            last = hour;
        }

        writer.Write(figures is not null);
        for (BucketGrain grain = BucketGrain.Hour; figures is not null && grain <= BucketGrain.Year; grain++)
        {
            WriteFigures(writer, figures[grain]);
        }
    }

    private static void WriteFigures(BinaryWriter writer, BucketMap map)
    {
        writer.Write7BitEncodedInt(map.Count);
        int last = 0;
        for (int i = 0; i < map.Count; i++)
        {
            WriteSigned(writer, map.KeyAt(i) - last);
            WriteSigned(writer, map.ValueAt(i));
            WriteSigned(writer, map.PresenceAt(i));
            last = map.KeyAt(i);
        }
    }

    private static void ReadLeaf(BinaryReader reader, CubeState state, int handle, CountStore store)
    {
        int hours = reader.Read7BitEncodedInt();
        int hour = 0;
        for (int i = 0; i < hours; i++)
        {
            hour = checked(hour + (int)ReadSigned(reader));
            store.AddHour(state.Calendar, hour, ReadSigned(reader));
        }

        if (!reader.ReadBoolean())
        {
            return;
        }

        SeriesKey key = state.Book.Series[handle];
        LeafFigures figures = state.Figures.FindOrNew(handle);
        PairKnowledge pair = state.Knowledge.PairOrNew(key.Source, key.Metric);
        for (BucketGrain grain = BucketGrain.Hour; grain <= BucketGrain.Year; grain++)
        {
            int count = reader.Read7BitEncodedInt();
            int start = 0;
            for (int i = 0; i < count; i++)
            {
                start = checked(start + (int)ReadSigned(reader));
                long value = ReadSigned(reader);
                int presence = checked((int)ReadSigned(reader));
                figures.AddRaw(grain, start, value, presence);
                (pair.Figures ??= new FigureCoverage(state.Calendar)).Add(state.Calendar, grain, start, presence);
            }
        }
    }

    // Small numbers of either sign take few bytes.
    private static void WriteSigned(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64((value << 1) ^ (value >> 63));

    private static long ReadSigned(BinaryReader reader)
    {
        long value = reader.Read7BitEncodedInt64();
        return (long)((ulong)value >> 1) ^ -(value & 1);
    }
}
