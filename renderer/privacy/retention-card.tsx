import { CalendarCheck, CalendarClock, CalendarX2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gdprDays, type RetentionRule } from '../../domain/privacy/retention.ts';
import type { PrivacyView } from '../../preload/contract/privacy.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useMay, useStation } from '../base/station.tsx';

export function RetentionCard({ privacy }: { privacy: PrivacyView }): ReactNode {
  const { t } = useTranslation();
  const { calendarDay } = useFormats();
  const { wholeDay } = useFormats();
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
        : t('privacy.rule.setBy', { name: setBy, day: wholeDay(calendarDay(setAt)) });
  return (
    <section className="card settings-form privacy-card" aria-labelledby="privacy-rule">
      <h2 id="privacy-rule">{t('privacy.rule.title')}</h2>
      <DueNote privacy={privacy} />
      <dl className="about-facts grid">
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
          <Button icon={<CalendarClock />} onPress={() => setChanging(true)}>
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
    <Note tone="look" icon={<CalendarX2 />} title={t('privacy.rule.soon', { day: purgeOn ?? '' })}>
      <p>{t('privacy.rule.soonRemedy')}</p>
    </Note>
  );
}

function RetentionDialog({
  rule,
  onClose,
}: {
  rule: RetentionRule;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [set, setSet] = useState(rule.set);
  const [name, setName] = useState(rule.name);
  const [days, setDays] = useState(rule.days === null ? '' : String(rule.days));
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async (next: RetentionRule) => {
    await ask('setRetention', { rule: next });
    onClose();
  });
  const lacksName = set === 'organisation' && name.trim() === '';
  const wrongDays = days.trim() === '' ? set === 'gdpr' : !isDays(days);
  const send = async (): Promise<void> => {
    setWasSent(true);
    if (lacksName || wrongDays) return;
    await run({
      set,
      name: set === 'gdpr' ? '' : name.trim(),
      days: days.trim() === '' ? null : Number(days),
    });
  };
  return (
    <FormDialog
      title={t('privacy.rule.changeTitle')}
      onClose={onClose}
      onSubmit={() => void send()}
      failure={failure}
      submit={{ label: t('privacy.rule.save'), icon: <CalendarCheck />, isDisabled: busy }}
    >
      <RadioCards
        label={t('privacy.rule.set')}
        value={set}
        onChange={setSet}
        choices={[
          {
            id: 'gdpr',
            label: t('privacy.rule.gdpr'),
            hint: t('privacy.rule.gdprHint', { count: gdprDays }),
          },
          {
            id: 'organisation',
            label: t('privacy.rule.own'),
            hint: t('privacy.rule.ownHint'),
          },
        ]}
      />
      {set === 'organisation' && (
        <TextField
          label={t('privacy.rule.name')}
          hint={t('privacy.rule.nameHint')}
          maxLength={120}
          value={name}
          onChange={setName}
          error={wasSent && lacksName ? t('privacy.rule.nameMissing') : null}
        />
      )}
      <TextField
        label={t('privacy.rule.daysField')}
        hint={t(set === 'gdpr' ? 'privacy.rule.daysHint' : 'privacy.rule.daysHintOwn')}
        inputMode="numeric"
        maxLength={4}
        value={days}
        onChange={setDays}
        error={wasSent && wrongDays ? t('privacy.rule.daysWrong') : null}
      />
    </FormDialog>
  );
}

function isDays(text: string): boolean {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 3_650;
}
