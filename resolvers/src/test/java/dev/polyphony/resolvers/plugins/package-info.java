/// Fields that a plug-in answers.
@NullMarked
package dev.polyphony.resolvers.plugins;

import org.jspecify.annotations.NullMarked;
