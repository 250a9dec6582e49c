import { Download, RotateCw, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UpdateView } from '../../preload/contract/station/care.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Switch } from '../../ui/fields/switch.tsx';
import { Note } from '../../ui/note.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';

export function UpdatePart(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { value, failure } = useAnswer('getUpdates', [], {
    renewOn: ['updateChanged', 'printJobsChanged'],
  });
  if (value === null) return <FailureNote failure={failure} />;
  if (!value.managed) return <p className="field-hint">{t('updates.notManaged')}</p>;
  if (!value.trusting) return <p className="field-hint">{t('updates.noSource')}</p>;
  return (
    <section
      className="update-part flex flex-col gap-3 items-start"
      aria-label={t('updates.title')}
    >
      <LastUpdate last={value.last} />
      {value.waiting === null ? (
        <Looking view={value} isSupervisor={isSupervisor} />
      ) : (
        <Waiting view={value} version={value.waiting} isSupervisor={isSupervisor} />
      )}
      {!isSupervisor && <p className="field-hint">{t('settings.supervisorOnly')}</p>}
    </section>
  );
}

function LastUpdate({ last }: { last: UpdateView['last'] }): ReactNode {
  const { t } = useTranslation();
  if (last === null) return null;
  if (last.result === 'installed') return <p>{t('updates.installed', last)}</p>;
  return (
    <Note tone="look" icon={<RotateCw />} title={t('updates.rolledBack', last)}>
      <p>{t('updates.rolledBackNext')}</p>
    </Note>
  );
}

function Looking({ view, isSupervisor }: { view: UpdateView; isSupervisor: boolean }): ReactNode {
  const { t } = useTranslation();
  const { run, busy, failure } = useAction(async () => {
    await ask('lookForUpdate');
  });
  return (
    <>
      <p role="status">
        {view.percent === null
          ? t(view.problem === null ? 'updates.none' : `updates.problem.${view.problem}`)
          : t('updates.fetching', { percent: view.percent })}
      </p>
      <FailureNote failure={failure} />
      {isSupervisor && (
        <Button
          isDisabled={busy || view.percent !== null}
          icon={<Search />}
          onPress={() => void run()}
        >
          {t('updates.look')}
        </Button>
      )}
    </>
  );
}

function Waiting({
  view,
  version,
  isSupervisor,
}: {
  view: UpdateView;
  version: string;
  isSupervisor: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const plan = useAction((tonight: boolean) => ask('planUpdate', { tonight }));
  const install = useAction(() => ask('installUpdate'));
  const [blocker] = view.blockers;
  return (
    <>
      <p role="status">
        <strong>{t('updates.waiting', { version })}</strong>
      </p>
      <Switch
        isSelected={view.tonight}
        isDisabled={!isSupervisor || plan.busy}
        onChange={(tonight) => void plan.run(tonight)}
      >
        {t('updates.tonight')}
      </Switch>
      <FailureNote failure={plan.failure ?? install.failure} />
      <div>
        <Button
          icon={<Download />}
          isDisabled={!isSupervisor || install.busy || blocker !== undefined}
          onPress={() => void install.run()}
        >
          {t('updates.now')}
        </Button>
      </div>
      <p className="field-hint">
        {t(blocker === undefined ? 'updates.nowHint' : `updates.blocker.${blocker}`)}
      </p>
    </>
  );
}
