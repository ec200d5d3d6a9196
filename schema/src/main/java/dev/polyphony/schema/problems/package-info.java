/// What is wrong with a configuration: every problem with its place and how to mend it, collected.
@NullMarked
package dev.polyphony.schema.problems;

import org.jspecify.annotations.NullMarked;
