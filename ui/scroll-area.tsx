import type { ReactNode } from 'react';

/**
 * Text that scrolls once it is long. It takes the focus, because nothing within it does and the
 * keyboard must reach it (WCAG 2.1.1).
 */
export function ScrollArea({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and nothing in it takes the focus
    <section className={`min-h-target overflow-auto ${className}`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
