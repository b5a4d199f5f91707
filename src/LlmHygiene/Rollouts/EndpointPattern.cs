namespace LlmHygiene;

/// <summary>
/// The name of an endpoint, in which <c>*</c> stands for any text and <c>?</c> for any character. Case is ignored.
/// </summary>
internal static class EndpointPattern
{
    // Goes back to the last star only, so the time is at most the product of the two lengths.
    public static bool Matches(string pattern, string endpoint)
    {
        var at = 0;
        var star = -1;
        var afterStar = 0;
        for (var i = 0; i < endpoint.Length; )
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                afterStar = i;
            }
            else if (
                at < pattern.Length
                && (pattern[at] == '?' || char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(endpoint[i]))
            )
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++afterStar;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == '*')
            at++;
        return at == pattern.Length;
    }
}
