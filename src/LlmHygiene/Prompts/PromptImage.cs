using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>An image in a prompt: bytes, or a URI that the provider of the model fetches.</summary>
public sealed class PromptImage
{
    private const string DataScheme = "data:";

    private readonly AIContent _content;

    private PromptImage(AIContent content) => _content = content;

    /// <summary>Creates an image from a URI.</summary>
    /// <param name="uri">An absolute URI; a <c>data:</c> URI holds the image itself.</param>
    /// <param name="mediaType">
    /// The media type of the image, for example <c>image/png</c>. It can be omitted if the file extension of the URI shows it,
    /// or for a <c>data:</c> URI.
    /// </param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="uri"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The URI is not absolute, or the media type is neither passed nor known.</exception>
    public static PromptImage FromUri(string uri, string? mediaType = null)
    {
        var text = Guard.NotNull(uri, nameof(uri)).Trim();
        if (text.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
            return new PromptImage(new DataContent(text, mediaType));
        return Uri.TryCreate(text, UriKind.Absolute, out var absolute)
            ? FromUri(absolute, mediaType)
            : throw new ArgumentException(
                "The URI of an image must be absolute, such as https://example.com/logo.png. For a file, use FromBytes.",
                nameof(uri)
            );
    }

    /// <inheritdoc cref="FromUri(string, string?)"/>
    public static PromptImage FromUri(Uri uri, string? mediaType = null)
    {
        if (!Guard.NotNull(uri, nameof(uri)).IsAbsoluteUri)
            throw new ArgumentException(
                "The URI of an image must be absolute, such as https://example.com/logo.png. For a file, use FromBytes.",
                nameof(uri)
            );
        if (uri.Scheme == "data")
            return new PromptImage(new DataContent(uri, mediaType));

        var known =
            mediaType
            ?? MediaTypeOf(uri)
            ?? throw new ArgumentException(
                "The URI does not end like an image file. Pass the media type, such as \"image/png\".",
                nameof(mediaType)
            );
        return new PromptImage(new UriContent(uri, known));
    }

    /// <summary>Creates an image from bytes.</summary>
    /// <param name="bytes">The content of the image file.</param>
    /// <param name="mediaType">The media type of the image, for example <c>image/png</c>.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="mediaType"/> is <see langword="null"/>.</exception>
    public static PromptImage FromBytes(ReadOnlyMemory<byte> bytes, string mediaType) =>
        new(new DataContent(bytes, Guard.NotNull(mediaType, nameof(mediaType))));

    /// <summary>Converts content with the bytes of an image.</summary>
    /// <param name="content">The image's bytes.</param>
    public static implicit operator PromptImage(DataContent content) => new(Guard.NotNull(content, nameof(content)));

    /// <summary>Converts content with the URI of an image.</summary>
    /// <param name="content">The image's URI.</param>
    public static implicit operator PromptImage(UriContent content) => new(Guard.NotNull(content, nameof(content)));

    /// <summary>Gets the image as the content of a message.</summary>
    /// <returns>A <see cref="DataContent"/> or a <see cref="UriContent"/>.</returns>
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
