import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';

const FEED_OPTION = {
  type: 3,
  name: 'feed',
  description: 'Which feed: choose from the list',
  autocomplete: true,
  required: true,
  max_length: 20,
} as const;

const WISHES: APIApplicationCommandBasicOption[] = [
  {
    type: 7,
    name: 'channel',
    description: 'Where to post',
    // Text, announcements, the threads of both, and forums.
    channel_types: [0, 5, 10, 11, 12, 15],
  },
  {
    type: 3,
    name: 'post',
    description: 'What to post: every new story, a digest of them at most once an hour, or nothing',
    choices: [
      { name: 'every new story', value: 'each' },
      { name: 'a digest of what is new', value: 'digest' },
      { name: 'nothing, only store', value: 'none' },
    ],
  },
  {
    type: 3,
    name: 'only',
    description: 'Only stories with: harbour "port authority" -sport #transport (“all” for no filter)',
    max_length: 300,
  },
  { type: 8, name: 'role', description: 'The one role that each post mentions' },
  {
    type: 5,
    name: 'pages',
    description: 'Read the linked pages where the feed gives only a teaser and the site lets robots in',
  },
];

function onFeed(name: string, description: string): APIApplicationCommandSubcommandOption {
  return { type: 1, name, description, options: [FEED_OPTION] };
}

/** The declaration of `/feed`. */
export const FEED_DATA: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'feed',
  description: 'Feeds that bring stories by themselves',
  options: [
    {
      type: 1,
      name: 'follow',
      description: 'Store the stories of a feed from now on, and post them where you say',
      options: [
        {
          type: 3,
          name: 'url',
          description: 'The address of a feed, or of a page that names one',
          required: true,
          max_length: 1000,
        },
        ...WISHES,
      ],
    },
    { type: 1, name: 'list', description: 'The feeds that this server follows' },
    onFeed('preview', 'How the next post looks, and why the last stories were posted or not'),
    {
      type: 1,
      name: 'edit',
      description: 'Change where and what of a feed is posted, and let a paused one go on',
      options: [FEED_OPTION, ...WISHES],
    },
    onFeed('unfollow', 'Store and post no more stories of a feed'),
    onFeed('log', 'What became of the stories of a feed, and how its server answers'),
  ],
};
