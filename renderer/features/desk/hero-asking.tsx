import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Shown while the answer is due; usually for less than a frame. */
export function HeroAsking(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="hero-asking">
      <LoaderCircle aria-hidden="true" size={44} className="spins" />
      <h1>{t('desk.asking')}</h1>
    </div>
  );
}
