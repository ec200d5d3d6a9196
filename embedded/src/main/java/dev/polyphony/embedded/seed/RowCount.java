package dev.polyphony.embedded.seed;

import dev.polyphony.embedded.process.StartFailure;

/// Counts the rows of a load and tells its progress.
final class RowCount {
  private static final int STEP = 500;

  private final Progress progress;
  private final String store;
  private final Load load;
  private long rows;

  RowCount(Progress progress, String store, Load load) {
    this.progress = progress;
    this.store = store;
    this.load = load;
  }

  void next() {
    rows++;
    if (rows % STEP == 0 && rows < load.rows()) {
      progress.loaded(store, load.into(), rows, load.rows());
    }
  }

  /// @throws StartFailure when the file held another number than the seed says
  void end() {
    if (rows != load.rows()) {
      throw new StartFailure(
          load.file() + " holds " + rows + " rows, the seed says " + load.rows());
    }
    progress.loaded(store, load.into(), rows, load.rows());
  }
}
