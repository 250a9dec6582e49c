import { CalendarClock, CalendarX2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../../preload/contract/privacy.ts';
import { useMay } from '../../client/rights.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { RetentionDialog } from './retention-dialog.tsx';

/** The rule that holds, its dates, and whose it is. */
export function RetentionCard({ privacy }: { privacy: PrivacyView }): ReactNode {
  const { t } = useTranslation();
  const { calendarDay } = useFormats();
  const mayChange = useMay('request-purge');
  const [isChanging, setChanging] = useState(false);
  const { rule, state, fromHub, setBy, setAt } = privacy;
  const isPreset = useStation().preset.includes('retention');
  const source = fromHub
    ? t('privacy.rule.fromHub')
    : setBy === null || setAt === null
      ? t('privacy.rule.usual')
      : isPreset
        ? t('privacy.rule.preset')
        : t('privacy.rule.setBy', { name: setBy, day: calendarDay(setAt) });
  return (
    <section className="card settings-form privacy-card" aria-labelledby="privacy-rule">
      <h2 id="privacy-rule">{t('privacy.rule.title')}</h2>
      <DueNote privacy={privacy} />
      <dl className="about-facts">
        <div>
          <dt>{t('privacy.rule.set')}</dt>
          <dd>{rule.set === 'gdpr' ? t('privacy.rule.gdpr') : <bdi>{rule.name}</bdi>}</dd>
        </div>
        <div>
          <dt>{t('privacy.rule.kept')}</dt>
          <dd>
            {rule.days === null
              ? t('privacy.rule.never')
              : t('privacy.rule.days', { count: rule.days })}
          </dd>
        </div>
        {state.purgeOn !== null && <Dates state={state} />}
        <div>
          <dt>{t('privacy.rule.source')}</dt>
          <dd>{source}</dd>
        </div>
      </dl>
      {mayChange && !fromHub && !isPreset && privacy.mayOrder !== 'at-hub' && (
        <div>
          <Button
            icon={<CalendarClock aria-hidden="true" size={18} />}
            onPress={() => setChanging(true)}
          >
            {t('privacy.rule.change')}
          </Button>
        </div>
      )}
      {isChanging && <RetentionDialog rule={rule} onClose={() => setChanging(false)} />}
    </section>
  );
}

function Dates({ state }: { state: PrivacyView['state'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <div>
        <dt>{t('privacy.rule.warnOn')}</dt>
        <dd className="figures">{state.warnOn}</dd>
      </div>
      <div>
        <dt>{t('privacy.rule.purgeOn')}</dt>
        <dd className="figures">{state.purgeOn}</dd>
      </div>
    </>
  );
}

function DueNote({ privacy }: { privacy: PrivacyView }): ReactNode {
  const { t } = useTranslation();
  const { phase, purgeOn } = privacy.state;
  if (privacy.purges.length > 0 || (phase !== 'warning' && phase !== 'due')) return null;
  return (
    <Note
      tone="look"
      icon={<CalendarX2 aria-hidden="true" size={20} />}
      title={t('privacy.rule.soon', { day: purgeOn ?? '' })}
    >
      <p>{t('privacy.rule.soonRemedy')}</p>
    </Note>
  );
}
