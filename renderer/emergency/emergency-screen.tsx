import { CircleCheck, FileWarning, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import type { EmergencyPack, PaperTarget } from '../../preload/contract/emergency.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { ask } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { useMay } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import { FromPaperTab } from '../check-in/from-paper/from-paper-tab.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { EvacuationTab } from './evacuation-tab.tsx';
import { PaperActions } from './paper-actions.tsx';
import { sections, showSection, useShownSection } from './shown-section.ts';
import './emergency-pack.css';
import '../../ui/tabs.css';
import './emergency.css';
import { hasGroups } from '../../domain/delegations.ts';
import { useStation } from '../base/station.tsx';

/** Multiples of twelve, the number of badges on a sheet. */
const badgeCounts = ['0', '24', '48', '96', '192', '480'] as const;
type BadgeCount = (typeof badgeCounts)[number];

/** The paper pack for a day without computers: whether today's is ready, and how to make it. */
function PackTab(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { event } = useStation();
  const {
    value: pack,
    failure,
    renew,
  } = useAnswer('getEmergencyPack', [], {
    renewOn: ['stationChanged', 'countsChanged'],
  });
  const mayExport = useMay('export');
  const [badges, setBadges] = useState<BadgeCount>('48');
  const send = async (to: PaperTarget): Promise<boolean> => {
    const made = await ask('prepareEmergencyPack', { badges: Number(badges), to });
    renew();
    return made !== null;
  };
  if (pack === null) return <FailureNote failure={failure} />;
  return (
    <div className="pack max-w-208 grid gap-4">
      <FailureNote failure={failure} />
      <Prepared pack={pack} />
      <div className="card grid gap-4">
        <h2 className="text-lg">{t('emergency.pack.holds')}</h2>
        <ol className="list-decimal grid gap-1 ps-5">
          <li>{t('emergency.pack.cover')}</li>
          <li className="figures">
            {t(hasGroups(event) ? 'emergency.pack.roster' : 'emergency.pack.rosterPlain', {
              count: pack.people,
              formatted: number(pack.people),
            })}
          </li>
          <li>{t('emergency.pack.badges')}</li>
          <li>{t('emergency.pack.late')}</li>
        </ol>
        <RosterAge pack={pack} />
        <div className="pack-actions flex flex-wrap gap-4 items-end">
          <Select
            label={t('emergency.pack.howMany')}
            choices={badgeCounts.map((id) => ({ id, label: number(Number(id)) }))}
            value={badges}
            onChange={setBadges}
          />
          <PaperActions send={send} primary="file" isDisabled={pack.people === 0 || !mayExport} />
        </div>
        <p className="field-hint">
          {pack.people === 0
            ? t('emergency.pack.noRoster')
            : t(mayExport ? 'emergency.pack.personal' : 'emergency.pack.notAllowed')}
        </p>
      </div>
    </div>
  );
}

function Prepared({ pack: { prepared } }: { pack: EmergencyPack }): ReactNode {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  if (prepared === null) {
    return (
      <Note tone="look" icon={<FileWarning />} title={t('emergency.pack.none')}>
        <p>{t('emergency.pack.noneHint')}</p>
      </Note>
    );
  }
  return (
    <Note
      tone="go"
      icon={<CircleCheck />}
      title={t('emergency.pack.prepared', { time: time(prepared.at) })}
    >
      <p className="figures">
        {prepared.operatorName !== null && (
          <>
            <bdi>{t('emergency.pack.preparedBy', { operator: prepared.operatorName })}</bdi>
            {' · '}
          </>
        )}
        {t('emergency.pack.badgesSoFar', {
          count: prepared.badges,
          formatted: number(prepared.badges),
        })}
      </p>
    </Note>
  );
}

function RosterAge({ pack: { rosterAsOf } }: { pack: EmergencyPack }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { view } = useSync();
  const isAlone = (view?.link ?? null) === null;
  const words = isAlone
    ? t('emergency.pack.ageAlone')
    : rosterAsOf === null
      ? t('emergency.pack.ageNever')
      : t('emergency.pack.age', { moment: moment(rosterAsOf) });
  return <p className="figures text-soft">{words}</p>;
}

/** The emergency tools: the full-screen evacuation count, the paper pack, records made on paper. */
export function EmergencyScreen(): ReactNode {
  const { t } = useTranslation();
  const section = useShownSection();
  const { go, dialog } = useNavigation();
  const isMuster = section === 'evacuation';
  const close = (): void => go('desk');
  return (
    <main
      className="screen emergency"
      aria-label={t('emergency.title')}
      data-full={isMuster || undefined}
    >
      <Tabs
        className="tabs flex flex-col flex-1 min-h-0 quiet-focus"
        selectedKey={section}
        onSelectionChange={(key) =>
          showSection(sections.find((one) => one === key) ?? 'evacuation')
        }
      >
        <header className="emergency-head flex flex-wrap items-center gap-x-6 gap-y-2">
          <h1 className="text-xl">{t('emergency.title')}</h1>
          <TabList className="tab-list flex-1" aria-label={t('emergency.sections')}>
            {sections.map((one) => (
              <Tab key={one} id={one} className="tab">
                {t(`emergency.tabs.${one}`)}
              </Tab>
            ))}
          </TabList>
          {isMuster && (
            <Button icon={<X />} keys={['F9']} onPress={close}>
              {t('emergency.evacuation.close')}
            </Button>
          )}
        </header>
        <TabPanel id="evacuation" className="tab-panel pt-4 flex-1">
          <EvacuationTab onClose={close} hasKeys={dialog === null} />
        </TabPanel>
        <TabPanel id="pack" className="tab-panel pt-5">
          <PackTab />
        </TabPanel>
        <TabPanel id="paper" className="tab-panel pt-5">
          <FromPaperTab />
        </TabPanel>
      </Tabs>
    </main>
  );
}
