import { Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../../preload/contract/privacy.ts';
import { useMay } from '../../client/rights.ts';
import { Button } from '../../ui/button.tsx';
import { useRolesWords } from '../settings/use-roles-words.ts';
import { PurgeDialog } from './purge-dialog.tsx';

/** Where a purge is ordered, and the way to it where that is here. */
export function PurgeCard({ privacy }: { privacy: PrivacyView }): ReactNode {
  const { t } = useTranslation();
  const may = useMay('request-purge');
  const rolesWords = useRolesWords();
  const [isAsking, setAsking] = useState(false);
  const { mayOrder, progress } = privacy;
  return (
    <section className="card settings-form privacy-card" aria-labelledby="privacy-purge">
      <h2 id="privacy-purge">{t('privacy.purge.title')}</h2>
      <p>{t(`privacy.purge.order.${mayOrder}`)}</p>
      {mayOrder === 'here' && (
        <div>
          <Button
            look="danger"
            icon={<Trash2 aria-hidden="true" size={18} />}
            isDisabled={!may || progress !== null}
            onPress={() => setAsking(true)}
          >
            {t('privacy.purge.open')}
          </Button>
        </div>
      )}
      {mayOrder === 'here' && !may && (
        <p className="field-hint">
          {t('privacy.onlyRoles', { roles: rolesWords('request-purge') })}
        </p>
      )}
      {isAsking && <PurgeDialog kept={privacy.kept} onClose={() => setAsking(false)} />}
    </section>
  );
}
