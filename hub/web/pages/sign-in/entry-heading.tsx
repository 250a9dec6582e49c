import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a step. In a step without fields it takes the focus, so that it is read out. */
export function EntryHeading({
  title,
  lead,
  takesFocus = false,
}: {
  title: string;
  lead: string;
  takesFocus?: boolean;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <div className="grid gap-1">
      <h1 className="text-2xl" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="text-soft">{lead}</p>
    </div>
  );
}
