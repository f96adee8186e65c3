-- grain: all former credits; what was published before is published no more
delete from ihc_former_credit
