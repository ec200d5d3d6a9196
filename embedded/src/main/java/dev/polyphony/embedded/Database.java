package dev.polyphony.embedded;

/// A database of an embedded server, with the URL that its clients connect to.
public record Database(String name, String url) {}
