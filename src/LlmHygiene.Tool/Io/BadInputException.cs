namespace LlmHygiene.Tool.Io;

/// <summary>The input of the user is wrong. The message says how to fix it.</summary>
internal sealed class BadInputException(string message) : Exception(message);
