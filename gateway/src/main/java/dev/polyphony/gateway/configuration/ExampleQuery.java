package dev.polyphony.gateway.configuration;

/// A query that GraphiQL offers.
///
/// @param name the file's, without number and ending
/// @param title the first line when that is a comment, else the name
/// @param variables a JSON object, `{}` when there is no file of them
public record ExampleQuery(String name, String title, String query, String variables) {}
