package dev.polyphony.loaders;

/// Is told of each native statement as it is sent: one entry per native text and round, whatever
/// the number of keys. May be called on any thread.
@FunctionalInterface
public interface StatementLog {
  StatementLog NONE = statement -> {};

  void add(Statement statement);
}
