import type { ReactNode } from 'react';

/** The code that a delegate quotes at the desk; spaces make speech read it letter by letter. */
export function Quoted({ code }: { code: string }): ReactNode {
  return (
    <p className="kiosk-quoted bg-surface text-ink font-bold leading-[1.1]">
      <bdi className="code" data-speak>
        {[...code].map((letter, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: letters repeat and never move
          <span key={at}>{`${letter} `}</span>
        ))}
      </bdi>
    </p>
  );
}
