import { useEffect } from 'react';

/** Takes a table that is pasted into the page; what is pasted into a field stays there. */
export function usePastedList(take: (text: string) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const isInField = event.target instanceof Element && event.target.matches('input, textarea');
      // One cell is no list.
      if (isInField || !/[\n\t]/.test(text.trim())) return;
      event.preventDefault();
      take(text);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [take]);
}
