import { ArrowLeft, ArrowRight, Check } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { StepList } from '../../ui/step-list.tsx';
import { useAnswer } from '../base/page-client.ts';
import { type Step, steps } from './draft-errors.ts';
import { FindPrinters } from './find-step.tsx';
import { ModelStep } from './model-step.tsx';
import { byHand, type PrinterDraft, withConnection, withFound } from './printer-draft.ts';
import type { StepProps } from './step-props.ts';
import { StockFields } from './stock-fields.tsx';
import { TestStep } from './test-step.tsx';
import { type PrinterSetup, usePrinterSetup } from './use-printer-setup.ts';
import { usePrinterModels } from './use-printer-words.ts';

/** Sets up or changes a printer, step by step. The draft survives a scan that closes the dialog. */
export function PrinterDialog({
  printerId,
  onClose,
}: {
  /** Null for a new printer. */
  printerId: string | null;
  onClose: () => void;
}): ReactNode {
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const { models } = usePrinterModels();
  if (value === null || models.length === 0) return null;
  const printers = value.map(({ settings }) => settings);
  const settings = printers.find(({ id }) => id === printerId) ?? null;
  // The printer was removed in another window, or by the configuration.
  if (printerId !== null && settings === null) return null;
  return <SetupDialog settings={settings} printers={printers} models={models} onClose={onClose} />;
}

function SetupDialog({
  settings,
  printers,
  models,
  onClose,
}: {
  settings: PrinterSettings | null;
  printers: readonly PrinterSettings[];
  models: readonly PrinterModel[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const setup = usePrinterSetup(settings, printers, body);
  const { step, errors, go, furthest } = setup;
  const isNew = settings === null;
  const end = (): void => {
    setup.forget();
    onClose();
  };
  // Do not keep the draft of a stored printer: it must not undo a later change.
  const close = isNew && setup.savedId === null ? onClose : end;
  return (
    <Dialog
      title={isNew ? t('printers.newTitle') : t('printers.editTitle', { name: settings.name })}
      size="wide"
      closesOutside={false}
      onClose={close}
      actions={<SetupButtons setup={setup} isNew={isNew} onCancel={end} onEnd={end} />}
    >
      <StepList
        label={t('printers.steps.label')}
        current={step}
        steps={steps.map((id) => ({
          id,
          label: t(`printers.steps.${id}`),
          isWrong: setup.isMarked(id),
        }))}
        mayGo={(id) => !isNew || steps.indexOf(id) <= furthest}
        onGo={(id) => (id === 'test' ? void setup.save() : go(id))}
      />
      <div ref={body} className="min-h-88 grid content-start gap-5" data-step={step}>
        {step === 'find' && (
          <FindPrinters
            models={models}
            startsAlone={isNew}
            onChoose={(found) => setup.take(withFound(setup.props.draft, found, models))}
          />
        )}
        <Form id={stepForm} onSubmit={(event) => submit(event, setup, isNew)}>
          <StepBody setup={setup} printers={printers} models={models} />
        </Form>
      </div>
      <FailureNote failure={setup.failure} />
      {step === 'test' && Object.keys(errors).length > 0 && (
        <p className="field-error">{t('printers.wrongBefore')}</p>
      )}
    </Dialog>
  );
}

/** Id of the form with a step's fields: Enter in one of them continues. */
const stepForm = 'printer-step';

function submit(event: FormEvent, setup: PrinterSetup, isNew: boolean): void {
  event.preventDefault();
  if (savesAt(setup.step, isNew)) void setup.save();
  else setup.next();
}

/** A new printer is saved only once all its settings are known; a stored one at any step. */
function savesAt(step: Step, isNew: boolean): boolean {
  return !isNew || step === 'badges';
}

function StepBody({
  setup,
  printers,
  models,
}: {
  setup: PrinterSetup;
  printers: readonly PrinterSettings[];
  models: readonly PrinterModel[];
}): ReactNode {
  const { step, props, savedId } = setup;
  switch (step) {
    case 'find':
      return <ConnectionFields {...props} models={models} />;
    case 'model':
      return <ModelStep {...props} models={models} />;
    case 'badges':
      return <BadgesStep {...props} others={printers.filter(({ id }) => id !== savedId)} />;
    case 'test':
      return savedId === null ? null : (
        <TestStep
          printerId={savedId}
          isConfirming={props.draft.ability === 'confirm'}
          onAdjust={(place) =>
            place === 'width'
              ? setup.go('model', { ...props.draft, model: byHand })
              : setup.go(place)
          }
          onStatusOnly={() => void setup.saveStatusOnly()}
        />
      );
  }
}

function SetupButtons({
  setup,
  isNew,
  onCancel,
  onEnd,
}: {
  setup: PrinterSetup;
  isNew: boolean;
  onCancel: () => void;
  onEnd: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { step, go, busy } = setup;
  const position = steps.indexOf(step);
  const before = steps[position - 1];
  if (step === 'test') {
    return (
      <>
        {before !== undefined && (
          <Button icon={<ArrowLeft />} onPress={() => go(before)}>
            {t('printers.back')}
          </Button>
        )}
        <Button variant="primary" icon={<Check />} onPress={onEnd}>
          {t('printers.done')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button variant="quiet" onPress={onCancel}>
        {t('app.cancel')}
      </Button>
      {before !== undefined && (
        <Button icon={<ArrowLeft />} onPress={() => go(before)}>
          {t('printers.back')}
        </Button>
      )}
      {savesAt(step, isNew) ? (
        <Button type="submit" form={stepForm} variant="primary" isDisabled={busy} icon={<Check />}>
          {t('printers.saveAndTest')}
        </Button>
      ) : (
        <Button type="submit" form={stepForm} variant="primary" icon={<ArrowRight />}>
          {t('printers.next')}
        </Button>
      )}
    </>
  );
}

const nobody = '';

/** The printer's name, its stock, and the printer that replaces it if it fails. */
function BadgesStep({
  others,
  ...props
}: StepProps & { others: readonly PrinterSettings[] }): ReactNode {
  const { draft, change, wrong } = props;
  const { t } = useTranslation();
  return (
    <div className="grid gap-4 content-start">
      <TextField
        label={t('printers.name')}
        hint={t('printers.nameHint')}
        autoFocus
        maxLength={60}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={wrong('name')}
      />
      <StockFields {...props} />
      <div className="field">
        <Select
          label={t('printers.neighbourOf')}
          isDisabled={others.length === 0}
          value={draft.neighbour ?? nobody}
          onChange={(id) => change({ neighbour: id === nobody ? null : id })}
          choices={[
            { id: nobody, label: t('printers.noNeighbour') },
            ...others.map(({ id, name }) => ({ id, label: name })),
          ]}
        />
        <p className="field-hint">
          {t(others.length === 0 ? 'printers.neighbourLonely' : 'printers.neighbourHint')}
        </p>
      </div>
      <PlaceFields draft={draft} change={change} />
    </div>
  );
}

const ways = ['left', 'right', 'ahead', 'behind'] as const;

/** How a kiosk describes the printer where a badge comes out: it never shows the printer's name. */
function PlaceFields({ draft, change }: Pick<StepProps, 'draft' | 'change'>): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="printer-address grid-cols-[minmax(0,1fr)_14rem] grid gap-4">
      <TextField
        label={t('printers.counter')}
        hint={t('printers.counterHint')}
        maxLength={3}
        value={draft.counter}
        onChange={(counter) => change({ counter })}
      />
      <Select
        label={t('printers.direction')}
        value={draft.direction ?? nobody}
        onChange={(id) => change({ direction: ways.find((way) => way === id) ?? null })}
        choices={[
          { id: nobody, label: t('printers.noDirection') },
          ...ways.map((id) => ({ id, label: t(`printers.directions.${id}`) })),
        ]}
      />
    </div>
  );
}

/** Only Windows has this spooler; a printer set up with it is shown on every system. */
function offeredConnections(chosen: PrinterDraft['connection']): PrinterDraft['connection'][] {
  const isOffered = chosen === 'spooler' || navigator.userAgent.includes('Windows');
  return ['tcp', 'device', 'system', ...(isOffered ? (['spooler'] as const) : [])];
}

function ConnectionFields({
  draft,
  change,
  wrong,
  setDraft,
  models,
}: StepProps & { models: readonly PrinterModel[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="grid gap-4 content-start" aria-label={t('printers.type')}>
      <h3 className="text-md tracking-normal">{t('printers.type')}</h3>
      <RadioCards
        label={t('printers.connection')}
        value={draft.connection}
        onChange={(connection) => setDraft(withConnection(draft, connection, models))}
        choices={offeredConnections(draft.connection).map((id) => ({
          id,
          label: t(`printers.connections.${id}`),
          hint: t(`printers.connectionHints.${id}`),
        }))}
      />
      {draft.connection === 'tcp' && (
        <div className="printer-address grid-cols-[minmax(0,1fr)_10rem] grid gap-4">
          <TextField
            label={t('printers.host')}
            hint={t('printers.hostHint')}
            maxLength={255}
            value={draft.host}
            onChange={(host) => change({ host })}
            error={wrong('host')}
          />
          <TextField
            label={t('printers.port')}
            hint={t('printers.portHint')}
            inputMode="numeric"
            maxLength={5}
            value={draft.port}
            onChange={(port) => change({ port })}
            error={wrong('port')}
          />
        </div>
      )}
      {draft.connection === 'device' && (
        <TextField
          label={t('printers.path')}
          hint={t('printers.pathHint')}
          maxLength={500}
          value={draft.path}
          onChange={(path) => change({ path })}
          error={wrong('path')}
        />
      )}
      {(draft.connection === 'system' || draft.connection === 'spooler') && (
        <TextField
          label={t('printers.systemName')}
          hint={t('printers.systemNameHint')}
          maxLength={255}
          value={draft.queue}
          onChange={(queue) => change({ queue })}
          error={wrong('queue')}
        />
      )}
    </section>
  );
}
