using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Reads the body of a request: an anonymous object, a dictionary, a JSON object, a request type of the project, or JSON text,
/// through whatever serializes it and the content object that carries it.
/// </summary>
internal sealed class HttpBodyReader(PlaceTracker places, ObjectTracker objects, HttpTextReader texts)
{
    private const int MaxDepth = 14;
    private const int MaxSteps = 600;

    private readonly HashSet<FramedSyntax> _visited = [];

    private int _steps;

    // How many members of the body the current value is inside of.
    private int _members;

    public HttpBody Read(IEnumerable<FramedOperation> bodies)
    {
        var body = new HttpBody();
        var any = false;
        foreach (var place in bodies)
        {
            any = true;
            Read(place, body, MaxDepth);
        }

        body.IsOpen |= !any;
        return body;
    }

    private void Read(FramedOperation place, HttpBody body, int depth)
    {
        if (depth == 0 || ++_steps > MaxSteps)
        {
            body.IsOpen = true;
            return;
        }

        if (!_visited.Add(place.Key))
            return;
        if (ReadWritten(place, body, depth))
            return;
        ReadHolders(place, body, depth);
        foreach (var origin in places.Follow(place))
        {
            if (origin.Operation.Syntax != place.Operation.Syntax && ReadWritten(origin, body, depth))
                continue;
            ReadUnknown(origin, body, depth);
            // A cast or a factory may hide the declared type of the variable.
            if (place.Operation.WithoutConversion().Type is { } declared)
                AddShape(declared, body, 4);
        }
    }

    // False for a value that is not composed here.
    private bool ReadWritten(FramedOperation place, HttpBody body, int depth)
    {
        var operation = place.Operation.WithoutConversion();
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                if (constant is string { Length: > 0 } text)
                    body.Texts.Add(text);
                return true;
            case IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                var written = texts.Read(place.With(operation));
                body.Texts.AddRange(written);
                body.IsOpen |= written.Any(IsOpenJson);
                return true;
            case IAnonymousObjectCreationOperation anonymous:
                foreach (var part in anonymous.Initializers.OfType<ISimpleAssignmentOperation>())
                    if (part.Target is IPropertyReferenceOperation target)
                        AddMember(target.Property.Name, place.With(part.Value), body, depth);
                return true;
            case IArrayCreationOperation array:
                foreach (var item in array.Initializer?.ElementValues.AsEnumerable() ?? [])
                    Read(place.With(item), body, depth - 1);
                return true;
            case { Syntax: CollectionExpressionSyntax }:
                foreach (var item in operation.ChildOperations)
                    Read(place.With(item), body, depth - 1);
                return true;
            case IObjectCreationOperation creation:
                ReadCreation(place, creation, body, depth);
                return true;
            case IInvocationOperation invocation when Carried(invocation) is { } carried:
                Read(place.With(carried), body, depth - 1);
                return true;
            default:
                return false;
        }
    }

    // Text that is JSON may have holes in its values; a hole without any JSON around it may be anything.
    private static bool IsOpenJson(string text) => text.IndexOf('{') < 0;

    // The argument of a serializer, an encoder or a content factory.
    private static IOperation? Carried(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        return method.Name switch
        {
            "Serialize"
            or "SerializeToUtf8Bytes"
            or "SerializeToElement"
            or "SerializeToNode"
            or "SerializeToDocument"
            or "SerializeObject"
            or "FromObject"
            or "Create"
            or "GetBytes"
            or "Parse" when IsJson(method.ContainingType) && invocation.Arguments.Length > 0 => invocation.Arguments[0].Value,
            "ToJsonString" or "ToString" or "Trim" or "DeepClone" => invocation.Instance,
            "ToArray" or "ToList" => invocation.Arguments.FirstOrDefault()?.Value ?? invocation.Instance,
            _ => null,
        };
    }

    private static bool IsJson(INamedTypeSymbol type) =>
        type.Name is "JsonSerializer" or "JsonConvert" or "JsonContent" or "JObject" or "JsonNode" or "JsonValue" or "Encoding";

    private void ReadCreation(FramedOperation place, IObjectCreationOperation creation, HttpBody body, int depth)
    {
        if (creation.Type is not INamedTypeSymbol type)
            return;
        if (type.Name is "StringContent" or "ByteArrayContent" or "ReadOnlyMemoryContent" or "ObjectContent" or "UploadHandlerRaw")
        {
            foreach (var argument in creation.Arguments.Where(argument => argument.Parameter?.Name is "content" or "value" or "data"))
                Read(place.With(argument.Value), body, depth - 1);
            return;
        }

        // `new JsonObject { ["model"] = model }`, `new Dictionary<string, object> { { "model", model } }`,
        // `new JObject(new JProperty("model", model))`
        foreach (var part in creation.Initializer?.Initializers.AsEnumerable() ?? [])
        {
            switch (part)
            {
                case IAssignmentOperation
                {
                    Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] }
                } entry when Name(key) is { } name:
                    AddMember(name, place.With(entry.Value), body, depth);
                    break;
                case IInvocationOperation { Arguments: [{ Value: var key }, { Value: var value }] } when Name(key) is { } name:
                    AddMember(name, place.With(value), body, depth);
                    break;
                case IInvocationOperation { Arguments: [{ Value: var item }] }:
                    Read(place.With(item), body, depth - 1);
                    break;
            }
        }

        if (
            type.Name == "JProperty"
            && creation.Arguments is [{ Value: var property }, { Value: var content }]
            && Name(property) is { } jsonName
        )
            AddMember(jsonName, place.With(content), body, depth);
        else if (type.Name is "JObject" or "JArray" or "JsonArray")
            foreach (var argument in creation.Arguments)
                Read(place.With(argument.Value), body, depth - 1);
        if (places.Scope.Contains(type))
            ReadOwnType(place, type, body, depth);
    }

    private void AddMember(string name, FramedOperation value, HttpBody body, int depth)
    {
        body.Add(name, value);
        var operation = value.Operation.WithoutConversion();
        if (
            operation.ConstantValue.HasValue
            || operation.Type?.SpecialType
                is SpecialType.System_String
                    or SpecialType.System_Boolean
                    or SpecialType.System_Int32
                    or SpecialType.System_Double
        )
            return;
        // A part that is not visible may contain a limit, but not the messages.
        _members++;
        Read(value, body, depth - 1);
        _members--;
    }

    // A dictionary or JSON object that later statements fill.
    private void ReadHolders(FramedOperation place, HttpBody body, int depth)
    {
        foreach (
            var use in places
                .Trace(place.Operation)
                .Holders.Where(holder => !places.Scope.IsTooCommon(holder))
                .SelectMany(places.Scope.References)
        )
        {
            switch (use.Parent)
            {
                case IPropertyReferenceOperation
                {
                    Property.IsIndexer: true,
                    Arguments: [{ Value: var key }],
                    Parent: IAssignmentOperation entry
                } element when entry.Target == element && Name(key) is { } name:
                    AddMember(name, place.With(entry.Value), body, depth);
                    break;
                case IInvocationOperation
                {
                    TargetMethod.Name: "Add" or "TryAdd",
                    Arguments: [{ Value: var key }, { Value: var value }]
                } added when added.Instance == use && Name(key) is { } name:
                    AddMember(name, place.With(value), body, depth);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var item }] } added when added.Instance == use:
                    Read(place.With(item), body, depth - 1);
                    break;
            }
        }
    }

    private void ReadUnknown(FramedOperation origin, HttpBody body, int depth)
    {
        body.IsOpen = true;
        if (_members == 0 && origin.Operation is IParameterReferenceOperation { Parameter: var parameter })
            body.Carriers.Add(parameter.OriginalDefinition);
        if (origin.Operation.WithoutConversion().Type is { } type)
            AddShape(type, body, 4);
        if (
            origin.Operation is IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_String } built
            && places.Scope.Contains(built.TargetMethod)
        )
            foreach (var returned in places.Returned(origin, built))
                Read(returned, body, depth - 1);
    }

    private void ReadOwnType(FramedOperation place, INamedTypeSymbol type, HttpBody body, int depth)
    {
        AddShape(type, body, 4);
        var tracked = objects.Track(place.Operation);
        foreach (var member in DataMembers(type))
        {
            var written = tracked.WritesTo(member.Name);
            foreach (var value in written)
                AddMember(JsonName(member), place.With(value), body, depth);
            if (written.Count == 0 && !tracked.IsUnknown && Initial(member, place.Operation) is { } initial)
                AddMember(JsonName(member), place.With(initial), body, depth);
        }

        if (place.Operation is IObjectCreationOperation creation)
        {
            foreach (var argument in creation.Arguments.Where(argument => argument.Parameter is not null))
                if (
                    DataMembers(type)
                        .FirstOrDefault(member =>
                            string.Equals(member.Name, argument.Parameter!.Name, StringComparison.OrdinalIgnoreCase)
                        ) is
                    { } filled
                )
                    AddMember(JsonName(filled), place.With(argument.Value), body, depth);
        }
    }

    // `public string Model { get; set; } = "…";`, in a type whose constructor has no code of its own.
    private IOperation? Initial(ISymbol member, IOperation created) =>
        created is IObjectCreationOperation { Constructor: { IsImplicitlyDeclared: true } constructor }
        && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, member.ContainingType)
        && member.DeclaringSyntaxReferences is [var declared]
        && InitializerOf(declared.GetSyntax(places.Scope.Cancellation)) is { } value
            ? places.Scope.OperationOf(value)
            : null;

    private static ExpressionSyntax? InitializerOf(SyntaxNode member) =>
        member switch
        {
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            _ => null,
        };

    // The members of a type of the project, whatever code sets them.
    private void AddShape(ITypeSymbol type, HttpBody body, int depth)
    {
        if (depth == 0)
            return;
        switch (type)
        {
            case IArrayTypeSymbol array:
                AddShape(array.ElementType, body, depth - 1);
                break;
            case INamedTypeSymbol { IsGenericType: true } generic when !places.Scope.Contains(generic.OriginalDefinition):
                foreach (var argument in generic.TypeArguments)
                    AddShape(argument, body, depth - 1);
                break;
            case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named
                when places.Scope.Contains(named.OriginalDefinition):
                foreach (var member in DataMembers(named))
                {
                    body.Add(JsonName(member));
                    if ((member as IPropertySymbol)?.Type is { } inner)
                        AddShape(inner, body, depth - 1);
                }

                break;
        }
    }

    private static IEnumerable<ISymbol> DataMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
                if (
                    !member.IsStatic
                    && member
                        is IPropertySymbol { IsIndexer: false }
                            or IFieldSymbol { IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public }
                )
                    yield return member;
        }
    }

    private static string JsonName(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (
                attribute.AttributeClass?.Name is "JsonPropertyNameAttribute" or "JsonPropertyAttribute" or "DataMemberAttribute"
                && (
                    attribute.ConstructorArguments.FirstOrDefault().Value
                    ?? attribute.NamedArguments.FirstOrDefault(named => named.Key is "Name" or "PropertyName").Value.Value
                )
                    is string name
            )
                return name;
        }

        return member.Name;
    }

    private static string? Name(IOperation key) =>
        key.WithoutConversion().ConstantValue is { HasValue: true, Value: string name } ? name : null;
}
