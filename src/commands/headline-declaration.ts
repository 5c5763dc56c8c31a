import type {
  APIApplicationCommandStringOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';

const SCHEDULE_OPTION: APIApplicationCommandStringOption = {
  type: 3,
  name: 'schedule',
  description: 'Which schedule: choose from the list',
  autocomplete: true,
  max_length: 20,
};

function onSchedule(name: string, description: string): APIApplicationCommandSubcommandOption {
  return { type: 1, name, description, options: [{ ...SCHEDULE_OPTION, required: true }] };
}

const SCHEDULE: APIApplicationCommandSubcommandOption = {
  type: 1,
  name: 'schedule',
  description: 'Post headlines in a channel at set times',
  options: [
    {
      type: 7,
      name: 'channel',
      description: 'Where to post',
      // Text, announcements, the threads of both, and forums.
      channel_types: [0, 5, 10, 11, 12, 15],
      required: true,
    },
    {
      type: 3,
      name: 'timezone',
      description: 'Whose clock the times go by, such as Europe/Rome',
      autocomplete: true,
      required: true,
      max_length: 64,
    },
    { type: 3, name: 'at', description: 'The time, as HH:MM', max_length: 5 },
    {
      type: 3,
      name: 'days',
      description: 'daily, weekdays, weekends, or names of days such as “monday, thursday”',
      autocomplete: true,
      max_length: 100,
    },
    {
      type: 3,
      name: 'cron',
      description: 'Instead of a time, for experts: minute hour day month weekday',
      max_length: 100,
    },
    {
      type: 3,
      name: 'post',
      description: 'What to post; a story that the channel has seen is repeated only when they come in turn',
      choices: [
        { name: 'the newest story', value: 'latest' },
        { name: 'the stories in turn', value: 'rotate' },
        { name: 'a digest of what is new', value: 'digest' },
      ],
    },
    {
      type: 3,
      name: 'missed',
      description: 'What to do when the bot was not running at the time',
      choices: [
        { name: 'leave it out', value: 'skip' },
        { name: 'post once, up to 12 hours later', value: 'catch-up' },
      ],
    },
  ],
};

/** The declaration of `/headline`. */
export const HEADLINE_DATA: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'headline',
  description: 'Headline posts: once, or at set times',
  options: [
    { type: 1, name: 'now', description: 'Post a headline here, now' },
    SCHEDULE,
    { type: 1, name: 'list', description: "This server's schedules" },
    onSchedule('preview', 'When a schedule posts next'),
    onSchedule('pause', 'Stop a schedule for the time being'),
    onSchedule('resume', 'Let a paused schedule go on'),
    onSchedule('remove', 'Remove a schedule for good'),
    {
      type: 1,
      name: 'log',
      description: 'What became of the posts: posted, failed or skipped, and why',
      options: [SCHEDULE_OPTION],
    },
  ],
};
