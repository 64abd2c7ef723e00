import type { Knex } from "knex";

/** The tables of events, in no dialect: the same on SQLite and on PostgreSQL; `at` is UTC as ISO 8601 writes it. */
const migrations: (Knex.Migration & { name: string })[] = [
  {
    name: "001-events",
    async up(knex) {
      await knex.schema.createTable("events", (table) => {
        table.string("event_id", 36).primary();
        table.string("campaign", 7).notNullable();
        table.string("person", 32).notNullable();
        table.string("type", 16).notNullable();
        table.integer("percent");
        table.integer("number");
        table.string("service", 60);
        table.integer("rating");
        table.string("comment", 500);
        table.string("at", 24).notNullable();
        table.index(["campaign", "person"]);
      });
    },
    async down(knex) {
      await knex.schema.dropTable("events");
    },
  },
  {
    // What a person did is read in its order, person by person, without sorting millions of rows.
    name: "002-events-in-order",
    async up(knex) {
      await knex.schema.alterTable("events", (table) => {
        table.index(["campaign", "person", "at", "event_id"], "events_in_order");
        table.dropIndex(["campaign", "person"]);
      });
    },
    async down(knex) {
      await knex.schema.alterTable("events", (table) => {
        table.index(["campaign", "person"]);
        table.dropIndex([], "events_in_order");
      });
    },
  },
  {
    name: "003-place-of-service",
    async up(knex) {
      await knex.schema.alterTable("events", (table) => {
        table.string("place", 3);
      });
    },
    async down(knex) {
      await knex.schema.alterTable("events", (table) => {
        table.dropColumn("place");
      });
    },
  },
  {
    // Millions of events are counted from the index alone: looking each up where it stands takes four times as long.
    name: "004-events-counted-from-index",
    async up(knex) {
      const counted = ["type", "percent", "number", "service", "place", "rating"];
      await knex.schema.alterTable("events", (table) => {
        table.index(["campaign", "person", "at", "event_id", ...counted], "events_counted");
        table.dropIndex([], "events_in_order");
      });
      // The few comments are found without the rest.
      await knex.raw("create index events_commented on events (campaign, at) where comment is not null");
    },
    async down(knex) {
      await knex.raw("drop index events_commented");
      await knex.schema.alterTable("events", (table) => {
        table.index(["campaign", "person", "at", "event_id"], "events_in_order");
        table.dropIndex([], "events_counted");
      });
    },
  },
  {
    // Who did it, where the portal in front says who visitors are; in the index, from which all is counted.
    name: "005-actor",
    async up(knex) {
      const counted = ["type", "percent", "number", "service", "place", "rating", "actor"];
      await knex.schema.alterTable("events", (table) => {
        table.string("actor", 8);
      });
      await knex.schema.alterTable("events", (table) => {
        table.dropIndex([], "events_counted");
        table.index(["campaign", "person", "at", "event_id", ...counted], "events_counted");
      });
    },
    async down(knex) {
      const counted = ["type", "percent", "number", "service", "place", "rating"];
      await knex.schema.alterTable("events", (table) => {
        table.dropIndex([], "events_counted");
        table.index(["campaign", "person", "at", "event_id", ...counted], "events_counted");
      });
      await knex.schema.alterTable("events", (table) => {
        table.dropColumn("actor");
      });
    },
  },
];

export const eventMigrations: Knex.MigrationSource<Knex.Migration & { name: string }> = {
  getMigrations: async () => migrations,
  getMigrationName: ({ name }) => name,
  getMigration: async (migration) => migration,
};
