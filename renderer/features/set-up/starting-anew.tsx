import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The app is about to start anew and goes on where it was. */
export function StartingAnew(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="set-up-step set-up-restart" role="alert" aria-busy="true">
      <LoaderCircle aria-hidden="true" size={44} className="spins" />
      <h1>{t('setUp.restarting.title')}</h1>
      <p>{t('setUp.restarting.hint')}</p>
    </main>
  );
}
