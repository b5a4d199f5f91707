using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

public class PromptImageTests
{
    [Theory]
    [InlineData("https://example.com/a.png", null, "image/png")]
    [InlineData(" https://example.com/a.JPEG?x=1.gif ", null, "image/jpeg")]
    [InlineData("https://example.com/a", "image/webp", "image/webp")]
    [InlineData("https://example.com/a.png", "image/gif", "image/gif")]
    public void A_URI_becomes_a_UriContent(string uri, string? mediaType, string expected)
    {
        var content = Assert.IsType<UriContent>(PromptImage.FromUri(uri, mediaType).ToContent());
        Assert.Equal((new Uri(uri.Trim()), expected), (content.Uri, content.MediaType));
        Assert.Equal(expected, Assert.IsType<UriContent>(PromptImage.FromUri(new Uri(uri.Trim()), mediaType).ToContent()).MediaType);
    }

    [Fact]
    public void A_data_URI_and_bytes_become_a_DataContent()
    {
        const string Uri = "data:image/png;base64,AQI=";
        Assert.All(
            [
                PromptImage.FromUri(Uri),
                PromptImage.FromUri(new Uri(Uri)),
                PromptImage.FromBytes(new byte[] { 1, 2 }, "image/png"),
                new DataContent(Uri),
            ],
            image =>
            {
                var content = Assert.IsType<DataContent>(image.ToContent());
                Assert.Equal("image/png", content.MediaType);
                Assert.Equal([1, 2], content.Data.ToArray());
            }
        );
    }

    [Fact]
    public void What_cannot_be_sent_throws_when_it_is_created()
    {
        Assert.Equal("mediaType", Assert.Throws<ArgumentException>(() => PromptImage.FromUri("https://example.com/a")).ParamName);
        Assert.Equal("uri", Assert.Throws<ArgumentException>(() => PromptImage.FromUri("a.png")).ParamName);
        Assert.Equal("uri", Assert.Throws<ArgumentException>(() => PromptImage.FromUri(new Uri("a.png", UriKind.Relative))).ParamName);
        Assert.Equal("uri", Assert.Throws<ArgumentNullException>(() => PromptImage.FromUri((string)null!)).ParamName);
        Assert.Equal("mediaType", Assert.Throws<ArgumentNullException>(() => PromptImage.FromBytes(default, null!)).ParamName);
    }
}
