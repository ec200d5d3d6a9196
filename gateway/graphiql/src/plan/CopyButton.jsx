import { useEffect, useState } from 'react';

const SHOWN = 2000;

/** Says that it did, also to those who hear the page. */
export function CopyButton({ text, label }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said) {
      const timer = setTimeout(() => setSaid(''), SHOWN);
      return () => clearTimeout(timer);
    }
  }, [said]);
  return (
    <button type="button" className="polyphony-plan-button" aria-label={label} onClick={async () => setSaid(await copy(text))}>
      <span aria-live="polite">{said || 'Copy'}</span>
    </button>
  );
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    return copiedByHand(text) ? 'Copied' : 'Not allowed';
  }
}

/** Browsers give the clipboard to pages of TLS and of this machine only. */
function copiedByHand(text) {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
