import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Shown before a restart of the app, which continues at the same step. */
export function StartingAnew(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="set-up-step grid gap-3 justify-items-center content-center text-center">
      <LoaderCircle size={44} className="spins" />
      <div role="alert">
        <h1>{t('setUp.restarting.title')}</h1>
        <p>{t('setUp.restarting.hint')}</p>
      </div>
    </main>
  );
}
