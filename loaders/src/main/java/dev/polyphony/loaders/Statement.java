package dev.polyphony.loaders;

/// One native text that a request sent to a store.
///
/// @param text the native text, placeholders in place of values
/// @param executions how often it was sent
/// @param multiples how many keys or parents it was sent for
/// @param unit what the multiples are: `keys`, `parents`, or empty for a list
public record Statement(String text, int executions, int multiples, String unit) {}
