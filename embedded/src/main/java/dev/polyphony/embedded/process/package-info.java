/// Child processes, and what they need of the machine.
@NullMarked
package dev.polyphony.embedded.process;

import org.jspecify.annotations.NullMarked;
