package dev.polyphony.loaders.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a kind has to serve so that a case holds as it stands. Where it serves not all of it, the
/// case must end in a failure that says UNSUPPORTED.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Needs {
  Served[] value();
}
