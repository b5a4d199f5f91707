using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>What is known about the URI and media type of an image before the inputs are known.</summary>
internal static class ImageUris
{
    private const string Data = "data:";
    private const string ImagePrefix = "image/";

    // The runtime package has the same list.
    private static readonly Dictionary<string, string> s_mediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = "image/png",
        ["jpg"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["gif"] = "image/gif",
        ["webp"] = "image/webp",
        ["bmp"] = "image/bmp",
        ["svg"] = "image/svg+xml",
        ["tif"] = "image/tiff",
        ["tiff"] = "image/tiff",
        ["heic"] = "image/heic",
        ["avif"] = "image/avif",
    };

    /// <param name="stated">The media type that the file states; null when it states none.</param>
    /// <returns>The media type to send, null for a <c>data:</c> URI; or the problem.</returns>
    public static (string? MediaType, ImageProblem? Problem) Check(EquatableArray<TemplateNode> uri, string? stated)
    {
        if (stated is not null && !IsImageType(stated))
            return (null, new ImageProblem("'mediaType' must be that of an image, as in image/png.", IsOfMediaType: true));

        var start = ((uri.Count > 0 ? uri[0] : null) as TextNode)?.Text.TrimStart() ?? "";
        var end = ((uri.Count > 0 ? uri[uri.Count - 1] : null) as TextNode)?.Text.TrimEnd() ?? "";
        var isConstant = uri.Count == 1 && uri[0] is TextNode;
        if (start.StartsWith(Data, StringComparison.OrdinalIgnoreCase))
            return CheckData(start, isConstant, stated);
        if (isConstant && !IsAbsolute(start.TrimEnd()))
            return (
                null,
                new ImageProblem(
                    "An image's URI is absolute, as in https://example.com/logo.png. For a file or bytes declare an input of "
                        + "the type image, and write its name here: \"{{photo}}\"."
                )
            );

        if (stated is not null)
            return (stated, null);
        return MediaTypeOf(end) is { } known
            ? (known, null)
            : (
                null,
                new ImageProblem(
                    "The URI does not end like an image file, so its media type is not known. Add 'mediaType: image/png', or "
                        + "the right type for the image; or declare an input of the type image."
                )
            );
    }

    private static (string? MediaType, ImageProblem? Problem) CheckData(string uri, bool isConstant, string? stated)
    {
        if (stated is not null)
            return (null, new ImageProblem("A data: URI contains its media type. Remove 'mediaType'.", IsOfMediaType: true));

        var end = uri.IndexOfAny([';', ',']);
        var isGood =
            end < 0
                ? !isConstant
                : IsImageType(uri.Substring(Data.Length, end - Data.Length)) && (!isConstant || IsBase64(uri.TrimEnd(), end));
        return isGood
            ? (null, null)
            : (
                null,
                new ImageProblem(
                    "A data: URI of an image is written data:image/png;base64,… with the bytes of the image as base64. Correct it."
                )
            );
    }

    private static bool IsBase64(string uri, int typeEnd)
    {
        const string Mark = ";base64,";
        if (string.CompareOrdinal(uri, typeEnd, Mark, 0, Mark.Length) != 0)
            return false;
        try
        {
            return Convert.FromBase64String(uri.Substring(typeEnd + Mark.Length)).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // On some systems a path from the root counts as an absolute URI, and on others one with a drive.
    private static bool IsAbsolute(string text)
    {
        var colon = text.IndexOf(':');
        return colon > 1
            && text.Take(colon).All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '-' or '.')
            && !text.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))
            && Uri.TryCreate(text, UriKind.Absolute, out _);
    }

    private static string? MediaTypeOf(string end)
    {
        var path = end.Split('?', '#')[0];
        var dot = path.LastIndexOf('.');
        return dot >= 0 && s_mediaTypes.TryGetValue(path.Substring(dot + 1), out var type) ? type : null;
    }

    private static bool IsImageType(string text) =>
        text.Length > ImagePrefix.Length
        && text.StartsWith(ImagePrefix, StringComparison.OrdinalIgnoreCase)
        && text.Skip(ImagePrefix.Length)
            .All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '-' or '.');
}

/// <param name="IsOfMediaType">True when the problem is in <c>mediaType</c>, not in the URI.</param>
internal sealed record ImageProblem(string Message, bool IsOfMediaType = false);
