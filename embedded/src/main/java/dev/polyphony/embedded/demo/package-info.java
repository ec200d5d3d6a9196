/// The demo: an example with its stores, its data and the gateway, by one command.
@NullMarked
package dev.polyphony.embedded.demo;

import org.jspecify.annotations.NullMarked;
