/// Reads `polyphony.yaml`: every key with its place, the environment substituted, all problems
/// collected.
@NullMarked
package dev.polyphony.gateway.configuration;

import org.jspecify.annotations.NullMarked;
