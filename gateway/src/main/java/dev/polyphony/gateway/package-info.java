/// Wires everything: configuration, HTTP, health, the command line.
@NullMarked
package dev.polyphony.gateway;

import org.jspecify.annotations.NullMarked;
