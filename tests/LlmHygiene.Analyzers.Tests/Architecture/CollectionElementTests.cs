using System.Reflection;
using LlmHygiene.Analyzers.Sdks;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>
/// The JIT compiles the methods of a set or dictionary again for each struct that it holds, in every build that starts a compiler: its
/// keys are classes, text or numbers.
/// </summary>
public class CollectionElementTests
{
    [Fact]
    public void A_set_or_dictionary_has_no_struct_of_its_own_as_key()
    {
        var found =
            from type in typeof(SdkCatalog).Assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            where field.DeclaringType == type && field.FieldType.IsGenericType
            where field.FieldType.Name is "HashSet`1" or "Dictionary`2" or "ConcurrentDictionary`2"
            let key = field.FieldType.GetGenericArguments()[0]
            where key is { IsValueType: true, IsPrimitive: false, IsEnum: false }
            select $"{type.FullName}.{field.Name}: {field.FieldType.Name}[{key.Name}]";
        Assert.True(!found.Any(), string.Join("\n", found));
    }
}
