import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../words.ts';
import './page.css';

let isFirstPage = true;

/**
 * A page with its heading. Opening another page moves the focus to the heading, so that screen
 * readers announce it and Tab continues from there; the document's title changes too.
 */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  title: string;
  /** One line below the heading. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.documentTitle', { page: title });
  }, [t, title]);
  useEffect(() => {
    // On a load the browser starts at the top, as on any page. Where the sign-in came first, what
    // had the focus is gone.
    if (!isFirstPage || navigator.userActivation.hasBeenActive) {
      heading.current?.focus();
      window.scrollTo(0, 0);
    }
    isFirstPage = false;
  }, []);
  return (
    <div className="screen">
      <header className="page-head flex flex-wrap gap-x-6 gap-y-3 items-end justify-between">
        <div className="grid gap-1 min-w-0">
          <h1 className="text-2xl" ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <div className="text-soft">{lead}</div>}
        </div>
        {actions !== undefined && (
          <div className="page-actions flex flex-wrap gap-3">{actions}</div>
        )}
      </header>
      {children}
    </div>
  );
}

/** A card of a page with its own heading. */
export function Section({
  title,
  aside,
  children,
  className = '',
}: {
  title: string;
  /** At the end of the heading's line. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}): ReactNode {
  return (
    <section className={`card section ${className}`}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <h2 className="card-title text-lg">{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
