-- grain: all models' figures; those of another window go before the new ones come
delete from model_reporting
