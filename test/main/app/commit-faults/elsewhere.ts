/** Every other call, by the reason why no fault is planted into it here (commit-faults.test.ts). */
export const elsewhere: Record<'reads' | 'printers' | 'files and hub' | 'set-up', string> = {
  // What they change in memory (a camera's state, who is signed in) is not a promise.
  reads: `getStation getCounts listOperators listSignIns listUnvouched lock getRecent listPeople listPeopleIds listPossiblePairs listOverbooked getPerson searchDelegates getDelegate getPhoto getBookings expectPhoto previewBadge
    getPrintJobs getPrinters kioskPreview kioskPrinting kioskWipe getHelpCall getDoor tellCamera getSync
    findHub getInviteUse getTakeOver listStations listDuplicates listQuarantined listRosterChanges listStops getRecovery
    getBackups checkStation getReadiness previewSupportBundle getAlerts getHelpCalls getActivity getEmergencyPack
    getEvacuation listPaperPrinters listDelegations getDelegation getBadgeBalance listBalanceBadges getStockBalance
    getBadgeTemplates getBadgeTemplate previewTemplate getDayStatus findPrinters cancelPrinterSearch
    getBadgeCheck startBadgeCheck cancelBadgeCheck listBadgeFindings getPhotoCount cancelPhotoImport previewBatch getBatches getPrinterHistory getPrinterModels getPrivacy
    getHeldOrders previewReport getReportRules getTicketMail getTicketMailOf getTicketDesign previewTicketMail previewMailing cancelTickets compareRoster getLastImport cancelRosterImport rereadRosterFile getKeyProtection
    getEventChoice getStartAtLogin getUpdates compareReport getArchiveView`,
  // Their queue meets every fault of printer and store in test/printing.
  printers:
    'answerPrintJob releasePrintJob movePrintJob savePrinter removePrinter testPrint pausePrinter',
  // They end at a file, a hub or another program, which have their own tests of faults.
  'files and hub': `confirmClock syncNow joinHub leaveHub hostHub takeOverHub stopHosting createInvite
    revokeStation declareDestroyed changeStops exportStopList importStopList backUpHub addPageAccount noteRecoveryRead
    settleRecovery copyStoreNow saveSupportBundle exportActivity prepareEmergencyPack printEvacuation
    exportBadgeBalance exportPeople importBadgeTemplate exportBadgeTemplate callDayClose closeDay saveDayReport makeArchive
    saveJobBytes importPhotos purge agreeToOrder savePurgeCertificate answerAccessRequest saveReport saveTickets saveBadgeFindings saveMailSettings sendTestMail
    startMailing resolveTicketDoubt stopMailing sendTicketAgain importBounces makeEventPackage chooseRosterFile openPastedRoster
    applyRoster saveRejectedRows writeStick writeStickByPin importStick lookForUpdate planUpdate installUpdate`,
  // Before the station has an event, or as it ends.
  'set-up': `createFirstSupervisor switchTraining unlockStore giveKey takeKey goToSetUpStep
    chooseSetUpSource changeStation findHubAtSetUp joinHubAtSetUp chooseEventFile chooseEventSecret
    chooseEventTable readEventTableAs dropEventTable checkEventTables saveEventTable createEvent chooseEarlierEvent openEarlierEvent dropEarlierEvent adoptEvent chooseEventPackage openEventPackage adoptEventPackage exportSettings chooseSettingsFile applySettingsFile finishSetUp setStartAtLogin restartStation leaveStation`,
};
