from django.db import migrations

# What two spellings of one name have in common, as keys that an index finds: without words that say little,
# in any order; without any one of its words; with two words, one of them and how the other begins or ends;
# and its consonants, which slips of vowels, doubled letters and blanks leave alone.
ALIKE_KEYS = """
create function cases_alike_keys(name_key text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  words text[] := string_to_array(name_key, ' ');
  telling text[] := array(
    select word from unnest(words) with ordinality as each (word, place)
    where length(word) > 1 and word <> all (
      '{inc,incorporated,corp,corporation,co,company,llc,llp,lp,ltd,limited,plc,pllc,gmbh,ag,sa,nv,bv,se,group,holding,'
      'holdings,international,the,of,and,an,for,et,al,jr,sr,ii,iii,iv,us,usa}'::text[])
    order by place);
  core text[];
  bones text;
  keys text[];
begin
  if telling = '{}' then telling := words; end if;
  core := array(select distinct word from unnest(telling) as word order by word limit 8);
  bones := array_to_string(telling, '');
  bones := left(bones, 1) || regexp_replace(translate(substr(bones, 2), 'aeiouyhw', ''), '(.)\\1+', '\\1', 'g');
  keys := array[array_to_string(core, ' ')];
  if length(bones) > 2 then keys := keys || ('~' || bones); end if;
  case cardinality(core)
    when 1 then
      keys := keys || ('^' || left(core[1], 5)) || ('$' || right(core[1], 5));
    when 2 then
      keys := keys || (core[1] || '^' || left(core[2], 3)) || (core[2] || '^' || left(core[1], 3))
        || (core[1] || '$' || right(core[2], 3)) || (core[2] || '$' || right(core[1], 3));
    else
      for place in 1 .. cardinality(core) loop
        keys := keys || array_to_string(core[: place - 1] || core[place + 1 :], ' ');
      end loop;
  end case;
  return keys;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_extensions")]

    operations = [migrations.RunSQL(ALIKE_KEYS, "drop function cases_alike_keys(text)")]
