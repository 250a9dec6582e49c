import { Languages } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { LanguageButton } from '../../app/language-button.tsx';
import { useWords } from '../../words.ts';
import { setUpCodeOf, useHash } from './set-up-code.ts';
import { SetUpForm } from './set-up-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** The way in: name and password, then the second factor; or the set-up of a new account. */
export function SignInPage({ isOver }: { isOver: boolean }): ReactNode {
  const { t } = useWords();
  const code = setUpCodeOf(useHash());
  const [isSettingUp, setSettingUp] = useState(false);
  const shows = code !== null || isSettingUp;
  const title = t(shows ? 'setUp.title' : 'signIn.title');
  useEffect(() => {
    document.title = t('app.documentTitle', { page: title });
  }, [t, title]);
  return (
    <div className="entry">
      <header className="entry-head">
        <div className="ribbon" aria-hidden="true" />
        <p className="entry-name">
          <strong>{t('app.name')}</strong>
          <span className="small">{t('app.organiser')}</span>
        </p>
        <LanguageButton icon={<Languages aria-hidden="true" size={18} />} />
      </header>
      <main className="entry-card">
        {shows ? (
          <SetUpForm code={code ?? ''} onBack={() => setSettingUp(false)} />
        ) : (
          <SignInForm isOver={isOver} onSetUp={() => setSettingUp(true)} />
        )}
      </main>
      <footer className="entry-foot small">{t('signIn.foot')}</footer>
    </div>
  );
}
