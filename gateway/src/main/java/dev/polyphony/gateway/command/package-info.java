/// The command line.
@NullMarked
package dev.polyphony.gateway.command;

import org.jspecify.annotations.NullMarked;
