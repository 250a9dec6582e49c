import { CalendarCheck, CalendarClock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gdprDays, type RetentionRule } from '../../domain/privacy/retention.ts';
import type { PrivacyView } from '../../preload/contract/privacy.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { RetentionFacts } from '../../ui/privacy/retention-facts.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useMay, useStation } from '../base/station.tsx';

export function RetentionCard({ privacy }: { privacy: PrivacyView }): ReactNode {
  const { t } = useTranslation();
  const mayChange = useMay('request-purge');
  const [isChanging, setChanging] = useState(false);
  const { rule, state, fromHub, setBy, setAt, purges } = privacy;
  const isPreset = useStation().preset.includes('retention');
  const chosenBy = fromHub
    ? t('privacy.rule.fromHub')
    : setBy === null || setAt === null
      ? null
      : isPreset
        ? t('privacy.rule.preset')
        : { name: setBy, at: setAt };
  return (
    <section className="card settings-form privacy-card" aria-labelledby="privacy-rule">
      <h2 id="privacy-rule">{t('privacy.rule.title')}</h2>
      <RetentionFacts rule={rule} state={state} isPurged={purges.length > 0} chosenBy={chosenBy} />
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
        label={t('retention.set')}
        value={set}
        onChange={setSet}
        choices={[
          {
            id: 'gdpr',
            label: t('retention.gdpr'),
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
