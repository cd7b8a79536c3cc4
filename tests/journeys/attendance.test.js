// Attendance: a host ticks people off at the door, a member checks in by the code and takes a certificate away.
import assert from 'node:assert/strict';
import { reflow, mustBeFine } from '../checks/index.js';
import { asOf } from '../support/demo.js';
import { plan, planned, publish, send } from '../support/events.js';
import { isAccessible, journeys } from '../support/journey.js';
import { attendance, menu } from '../texts.js';

const member = 'Eirwena Łazorska';

// Accessible, and nothing scrolls sideways on a small phone.
async function isFine(visit) {
  await isAccessible(visit);
  mustBeFine(await visit.inspect(() => reflow(visit)), visit.page.url());
}

// An event that begins less than half an hour after the demonstration: its code works already.
async function beginning(lead, title) {
  const path = await plan(lead, { ...planned.charts, title, date: asOf, starts: '09:29', ends: '10:29', seats: '20' });
  await publish(lead, path);
  return path;
}

journeys('attendance', {
  'ticks people off, takes one back, counts others, and reads a report': async (lead, { another }) => {
    const path = await beginning(lead, 'Counting heads');
    const coming = await another('member');
    await coming.open(path);
    await send(coming, `${path}/registration`, { place: 'in_person' });

    await lead.open(path);
    await lead.follow(attendance.list, lead.main());
    await lead.arrives(`${path}/attendance`);
    await isFine(lead);
    await lead.press(`${member} is here`);
    await lead.sees(attendance.byHost);
    await lead.sees(/1 of 1 with a seat came; 1 came in all/);
    await isFine(lead);
    await lead.press(`Undo: ${member}`);
    await lead.sees(/0 of 1 with a seat came/);
    await lead.press(`${member} is here`);

    await lead.press(attendance.recordPerson);
    await lead.sees(attendance.missing);
    await isFine(lead);
    await lead.fill(attendance.person, 'Tomasín Brackenfell');
    await lead.press(attendance.recordPerson);
    await lead.seesHeading(attendance.unregistered);
    await lead.fill(attendance.others, '2');
    await lead.press(attendance.keepNumber);
    await lead.sees(/4 came in all/);

    await lead.follow(attendance.report, lead.main());
    await isFine(lead);
    await lead.press(attendance.read);
    await lead.sees(attendance.chooseFile);
    await isFine(lead);
    const csv = `Name,Join Time,Leave Time,Duration (Minutes)
${member},05/04/2026 09:30:00 AM,05/04/2026 10:20:00 AM,50
Nobody Known,05/04/2026 09:30:00 AM,05/04/2026 10:20:00 AM,50
`;
    const file = lead.page.getByLabel(attendance.file);
    await file.setInputFiles({ name: 'report.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await lead.press(attendance.read);
    await lead.sees('In the report: Eirwena Łazorska');
    await lead.sees('Nobody Known');
    await isFine(lead);
    await lead.press(attendance.record);
    await lead.sees(/0 new, 1 with other minutes, 0 as before, 1 others/);
    await isFine(lead);
  },

  'checks in by the code on the screen, and keeps a certificate': async (lead, { another }) => {
    const path = await beginning(lead, 'Codes on walls');
    await lead.open(`${path}/check-in`);
    await isFine(lead);
    const code = (await lead.page.locator('.door-code span').first().innerText()).trim();
    assert.match(code, /^[2-9A-HJKMNP-TV-Z]{3}\s[2-9A-HJKMNP-TV-Z]{3}$/);

    const coming = await another('member');
    await coming.open(path);
    await coming.follow(attendance.here, coming.main());
    await isFine(coming);
    await coming.fill(attendance.code, 'AAAAAA');
    await coming.press(attendance.here);
    await coming.sees(attendance.wrongCode);
    await isFine(coming);
    await coming.fill(attendance.code, code.toLowerCase());
    await coming.press(attendance.here);
    await coming.sees(attendance.onTheList);

    // The pattern's address: one button, and nothing before it is pressed.
    const colleague = await another('core-member');
    await colleague.open(`${path}/here?code=${code.replace(/\s/, '')}`);
    await colleague.seesNo(colleague.main().getByLabel(attendance.code), 'a field for the code');
    await lead.open(`${path}/attendance`);
    await lead.sees(/1 came in all/);
    await isFine(colleague);
    await colleague.press(attendance.here);
    await colleague.sees(attendance.onTheList);
    await lead.open(`${path}/attendance`);
    await lead.sees(/2 came in all/);

    await coming.goTo(menu.own);
    await coming.follow(attendance.own);
    await coming.arrives('/me/attendance');
    await coming.sees('Codes on walls');
    await isFine(coming);
    await coming.follow('Certificate for “Codes on walls”');
    await coming.sees(`${member} attended “Codes on walls”.`);
    await isFine(coming);
    await lead.open(`${coming.path()}`, 404);

    await lead.open('/me/hosting');
    await lead.sees('Codes on walls');
    await isFine(lead);
  },
}, { who: 'lead' });
