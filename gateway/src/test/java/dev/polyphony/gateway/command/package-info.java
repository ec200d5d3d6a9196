/// The command line, used as from a shell.
@NullMarked
package dev.polyphony.gateway.command;

import org.jspecify.annotations.NullMarked;
