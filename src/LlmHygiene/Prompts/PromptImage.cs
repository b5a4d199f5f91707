using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>An image that a prompt sends: bytes, or a URI that the model's provider fetches.</summary>
public sealed class PromptImage
{
    private const string DataScheme = "data:";

    private readonly AIContent _content;

    private PromptImage(AIContent content) => _content = content;

    /// <summary>The image at a URI.</summary>
    /// <param name="uri">An absolute URI; a <c>data:</c> URI holds the image itself.</param>
    /// <param name="mediaType">The image's media type, for example <c>image/png</c>; may be left out where the URI says it by its file extension, or is a <c>data:</c> URI.</param>
    /// <exception cref="ArgumentException">The URI is not absolute, or the media type is neither given nor known.</exception>
    public static PromptImage FromUri(string uri, string? mediaType = null)
    {
        var text = Guard.NotNull(uri, nameof(uri)).Trim();
        if (text.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
            return new PromptImage(new DataContent(text, mediaType));
        return Uri.TryCreate(text, UriKind.Absolute, out var absolute)
            ? FromUri(absolute, mediaType)
            : throw new ArgumentException(
                "The URI of an image is absolute, such as https://example.com/logo.png; this one is not. For a file, use FromBytes.",
                nameof(uri)
            );
    }

    /// <inheritdoc cref="FromUri(string, string?)"/>
    public static PromptImage FromUri(Uri uri, string? mediaType = null)
    {
        if (!Guard.NotNull(uri, nameof(uri)).IsAbsoluteUri)
            throw new ArgumentException(
                "The URI of an image is absolute, such as https://example.com/logo.png; this one is not. For a file, use FromBytes.",
                nameof(uri)
            );
        if (uri.Scheme == "data")
            return new PromptImage(new DataContent(uri, mediaType));

        var known =
            mediaType
            ?? MediaTypeOf(uri)
            ?? throw new ArgumentException(
                "The URI does not end like an image file. Say the media type, such as \"image/png\".",
                nameof(mediaType)
            );
        return new PromptImage(new UriContent(uri, known));
    }

    /// <summary>The image in these bytes.</summary>
    /// <param name="bytes">The image as its file has it.</param>
    /// <param name="mediaType">The image's media type, for example <c>image/png</c>.</param>
    public static PromptImage FromBytes(ReadOnlyMemory<byte> bytes, string mediaType) =>
        new(new DataContent(bytes, Guard.NotNull(mediaType, nameof(mediaType))));

    /// <summary>The image that a content holds.</summary>
    /// <param name="content">The image's bytes.</param>
    public static implicit operator PromptImage(DataContent content) => new(Guard.NotNull(content, nameof(content)));

    /// <summary>The image that a content points to.</summary>
    /// <param name="content">The image's URI.</param>
    public static implicit operator PromptImage(UriContent content) => new(Guard.NotNull(content, nameof(content)));

    /// <summary>The image as a piece of a message: <see cref="DataContent"/> or <see cref="UriContent"/>.</summary>
    public AIContent ToContent() => _content;

    private static string? MediaTypeOf(Uri uri)
    {
        var path = uri.AbsolutePath;
        return path.Substring(path.LastIndexOf('.') + 1).ToLowerInvariant() switch
        {
            "png" => "image/png",
            "jpg" or "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "bmp" => "image/bmp",
            "svg" => "image/svg+xml",
            "tif" or "tiff" => "image/tiff",
            "heic" => "image/heic",
            "avif" => "image/avif",
            _ => null,
        };
    }
}
