namespace LlmHygiene.Tool.Io;

/// <summary>What the user gave cannot be worked with. The message says what to do.</summary>
internal sealed class BadInputException(string message) : Exception(message);
