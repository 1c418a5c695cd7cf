using System.Text;

namespace Tongbi.Fuzz;

/// <summary>Builds and damages one input; reused from case to case.</summary>
internal sealed class InputWriter
{
    /// <summary>What was written, as an array of its own.</summary>
    public byte[] ToArray() => bytes[..length];

    /// <summary>Forgets everything.</summary>
    public void Clear() => length = 0;

    /// <summary>Appends text.</summary>
    public InputWriter Append(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
        return this;
    }

    /// <summary>Appends bytes.</summary>
    public InputWriter Append(byte[] more)
    {
        Reserve(more.Length);
        more.CopyTo(bytes, length);
        length += more.Length;
        return this;
    }

    /// <summary>Appends random bytes.</summary>
    public void AppendNoise(FuzzRandom random, int count)
    {
        Reserve(count);
        for (int i = 0; i < count; i++)
        {
            bytes[length++] = (byte)random.Next();
        }
    }

    /// <summary>Damages what was written: changes, removes, repeats or inserts at a random place.</summary>
    /// <param name="random">Decides where and how.</param>
    /// <param name="tokens">What may be inserted: pieces that mean something to the parser.</param>
    public void Damage(FuzzRandom random, IReadOnlyList<string> tokens)
    {
        int at = random.Below(length + 1);
        switch (random.Below(6))
        {
            case 0 when at < length:
                bytes[at] = (byte)random.Next();
                break;
            case 1 when at < length:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 2:
                Remove(at, Math.Min(length - at, 1 + random.Below(8)));
                break;
            case 3:
                Insert(at, bytes.AsSpan(at, Math.Min(length - at, 1 + random.Below(40))).ToArray());
                break;
            case 4 when random.OneIn(4):
                length = at;
                break;
            default:
                Insert(at, Encoding.UTF8.GetBytes(random.Of(tokens)));
                break;
        }
    }

    private void Remove(int at, int count)
    {
        bytes.AsSpan(at + count, length - at - count).CopyTo(bytes.AsSpan(at));
        length -= count;
    }

    private void Insert(int at, ReadOnlySpan<byte> piece)
    {
        Reserve(piece.Length);
        bytes.AsSpan(at, length - at).CopyTo(bytes.AsSpan(at + piece.Length));
        piece.CopyTo(bytes.AsSpan(at));
        length += piece.Length;
    }

    private void Reserve(int more)
    {
        if (length + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
        }
    }

    private byte[] bytes = new byte[4096];
    private int length;
}
