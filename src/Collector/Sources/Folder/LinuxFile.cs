using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// What the kernel says of a file. .NET cannot tell a pipe or a device from a file, and opening a pipe waits for ever. <c>statx</c> has the
/// same layout on every processor.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxFile
{
    /// <summary>What stands at a path, without following a link.</summary>
    public static FileIdentity StatusOf(string path) => Answer(Statx(CurrentFolder, path, NoFollow, BasicStatistics, out Status status), status);

    /// <summary>What an open file is.</summary>
    public static FileIdentity StatusOf(SafeFileHandle file)
    {
        bool isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            return Answer(Statx((int)file.DangerousGetHandle(), "", EmptyPath, BasicStatistics, out Status status), status);
        }
        finally
        {
            if (isHeld)
            {
                file.DangerousRelease();
            }
        }
    }

    private static FileIdentity Answer(int result, in Status status)
    {
        if (result != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error switch
            {
                NoSuchEntry or NotAFolder => new FileIdentity(FileEntryKind.Missing, 0, 0, 0),
                AccessDenied or NotPermitted => throw new UnauthorizedAccessException(Marshal.GetPInvokeErrorMessage(error)),
                _ => throw new IOException(Marshal.GetPInvokeErrorMessage(error)),
            };
        }

        FileEntryKind kind = (status.Mode & TypeMask) switch
        {
            RegularType => FileEntryKind.Regular,
            FolderType => FileEntryKind.Folder,
            _ => FileEntryKind.Other,
        };
        return new FileIdentity(kind, status.Node, (long)status.Size, (status.ModifiedSeconds * 1_000_000_000) + status.ModifiedNanoseconds);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Status status);

    // struct statx of linux/stat.h
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Node;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;
    }

    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStatistics = 0x7FF;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;
    private const int NotPermitted = 1;
    private const int NoSuchEntry = 2;
    private const int AccessDenied = 13;
    private const int NotAFolder = 20;
}
