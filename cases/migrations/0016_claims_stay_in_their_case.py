from django.db import migrations

# Django has no composite foreign keys. Deferred, so that a merge can move a whole case at once.
BOTH_ENDS = """
alter table cases_claimagainst
  add constraint claim_of_the_same_case foreign key (claim_id, case_id)
    references cases_claim (id, case_id) deferrable initially deferred,
  add constraint party_of_the_same_case foreign key (party_id, case_id)
    references cases_party (id, case_id) deferrable initially deferred;
alter table cases_penalty
  add constraint penalty_of_a_party_of_the_same_case foreign key (party_id, case_id)
    references cases_party (id, case_id) deferrable initially deferred;
"""
NEITHER = """
alter table cases_penalty drop constraint penalty_of_a_party_of_the_same_case;
alter table cases_claimagainst
  drop constraint claim_of_the_same_case, drop constraint party_of_the_same_case;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_change_log")]

    operations = [migrations.RunSQL(BOTH_ENDS, NEITHER)]
