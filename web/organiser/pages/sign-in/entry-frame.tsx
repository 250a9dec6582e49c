import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { LanyardMark } from '../../../../ui/lanyard-art.tsx';
import { LanguageButton } from '../../app/language-button.tsx';
import { useWords } from '../../words.ts';
import './sign-in.css';

/** The frame of the page before sign-in: its name, a card, a line below. */
export function EntryFrame({
  foot,
  isWide = false,
  children,
}: {
  foot: string;
  isWide?: boolean;
  children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  return (
    <div
      className="entry min-h-screen px-4 pt-0 pb-6 grid gap-6 justify-items-center"
      data-wide={isWide || undefined}
    >
      <header className="entry-head flex gap-3 items-center pt-5">
        <LanyardMark />
        <p className="grid flex-1">
          <strong className="text-xl tracking-tight leading-[1.2]">{t('app.name')}</strong>
          <span className="small">{t('app.organiser')}</span>
        </p>
        <LanguageButton icon={<Languages size={18} />} />
      </header>
      <main className="entry-card self-start p-8 border rounded-xl bg-surface shadow-lift-2">
        {children}
      </main>
      <footer className="max-w-120 small text-center">{foot}</footer>
    </div>
  );
}
