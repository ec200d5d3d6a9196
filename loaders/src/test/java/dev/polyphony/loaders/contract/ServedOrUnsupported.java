package dev.polyphony.loaders.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Runs a case as it stands where the kind serves what it needs. Elsewhere the kind must refuse as
/// UNSUPPORTED what the case asks for: no case is left out, and no kind guesses.
final class ServedOrUnsupported implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> context,
      ExtensionContext extension)
      throws Throwable {
    StoreContractTest test = (StoreContractTest) extension.getRequiredTestInstance();
    Needs needs = context.getExecutable().getAnnotation(Needs.class);
    List<Served> needed = needs == null ? List.of() : List.of(needs.value());
    if (test.serves().containsAll(needed)) {
      invocation.proceed();
      return;
    }
    Throwable thrown = catchThrowable(invocation::proceed);
    assertThat(reason(thrown))
        .withFailMessage(
            () -> "needs " + needed + ", so it must fail as UNSUPPORTED, but ended with " + thrown)
        .isEqualTo(FailureReason.UNSUPPORTED);
  }

  private static @Nullable FailureReason reason(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException refused) {
        return refused.reason();
      }
    }
    return null;
  }
}
