@NullMarked
package dev.polyphony.loaders.redis;

import org.jspecify.annotations.NullMarked;
