using System.Reflection;

namespace LlmHygiene.Tests;

public class TrustedTextTests
{
    [Fact]
    public void It_holds_the_text_as_it_is()
    {
        var text = TrustedText.From("Be kind.");
        Assert.Equal("Be kind.", text.Value);
        Assert.Equal("Be kind.", text.ToString());
        Assert.Equal(TrustedText.From("Be kind."), text);
        Assert.Equal(TrustedText.From("Be kind.").GetHashCode(), text.GetHashCode());
        Assert.NotEqual(TrustedText.From("Be rude."), text);
        Assert.Throws<ArgumentNullException>(() => TrustedText.From(null!));
    }

    [Fact]
    public void Text_does_not_become_trusted_by_accident()
    {
        Assert.DoesNotContain(typeof(TrustedText).GetMethods(), method => method.Name == "op_Implicit");
        Assert.Empty(typeof(TrustedText).GetConstructors(BindingFlags.Public | BindingFlags.Instance));
    }
}
