using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Tongbi.Alerts.Channels.WeCom;

/// <summary>
/// The form of an upload, as 企业微信 documents it: one part <c>media</c> whose <c>filename</c> stands in UTF-8 between quotes and whose
/// <c>filelength</c> says its size. Written by hand because the platform's own form encodes names in a way that the service does not read.
/// </summary>
internal static class MediaForm
{
    public static ByteArrayContent Of(FileContent file)
    {
        string boundary = "tongbi" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        byte[] head = Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{file.Name}\"; filelength={file.Bytes.Length}\r\nContent-Type: {file.ContentType}\r\n\r\n");
        byte[] tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        ByteArrayContent content = new([.. head, .. file.Bytes.Span, .. tail]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return content;
    }
}
